using Burst.Control.Loop;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

/// <summary>The place that a pod was given has turned out to have no room before its create was sent: it waits again, and has cost nothing.</summary>
internal sealed class TakenBackResult(PlanApplier applier, PodUid uid) : LoopWork
{
    internal override bool SurvivesFailedCommit => true;

    internal override void Execute(StateBatch batch)
    {
        if (batch.State.FindPod(uid) is not { HostState: HostState.CreateIntended, HostAttempts: 0 } pod)
            return;
        UsageBooks.Void(batch, pod);
        batch.Put(pod with { Placement = null, HostState = HostState.None, HostStateSince = batch.Now, HostRetryAt = null });
    }

    internal override void Complete(Core.State.ClusterState state) => applier.Settled(uid, null);

    internal override void Fail(Exception exception) => applier.Hold(uid);

    public override string ToString() => $"pod {uid}, which is not sent where there is no room";
}
