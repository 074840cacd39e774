using Burst.Control.Loop;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

/// <summary>The place that a pod was given has turned out to have no room before its create was sent: it waits again, and has cost nothing.</summary>
internal sealed class TakenBackResult(PlanApplier applier, PodUid uid) : LoopWork
{
    /// <summary>
    /// Whether it would change this pod. To be asked before it is made, too: what changes nothing would be made again by the next step, and
    /// the loop would never wait again. A pod that was never sent may have been tried, with a Secret that is no text.
    /// </summary>
    public static bool AppliesTo(Pod pod) => pod is { HostState: HostState.CreateIntended, CreateIsInDoubt: false };

    internal override bool SurvivesFailedCommit => true;

    internal override void Execute(StateBatch batch)
    {
        if (batch.State.FindPod(uid) is not { } pod || !AppliesTo(pod))
            return;
        UsageBooks.Void(batch, pod);
        batch.Put(pod with
        {
            Placement = null,
            HostState = HostState.None,
            HostStateSince = batch.Now,
            HostAttempts = 0,
            HostRetryAt = null,
            Reason = null,
            Message = null,
        });
    }

    internal override void Complete(Core.State.ClusterState state) => applier.Settled(uid, null);

    internal override void Fail(Exception exception) => applier.Hold(uid);

    public override string ToString() => $"pod {uid}, which is not sent where there is no room";
}
