using Burst.Control.Loop;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

/// <summary>A pod that is to end was never asked for on its host: it is gone, and has cost nothing.</summary>
internal sealed class UnsentResult(PlanApplier applier, PodUid uid) : LoopWork
{
    internal override bool SurvivesFailedCommit => true;

    internal override void Execute(StateBatch batch)
    {
        if (batch.State.FindPod(uid) is not { HostState: HostState.DeleteIntended } pod)
            return;
        UsageBooks.Void(batch, pod);
        batch.Put(pod with { Placement = null, HostState = HostState.Gone, HostStateSince = batch.Now, HostAttempts = 0, HostRetryAt = null });
    }

    internal override void Complete(Core.State.ClusterState state) => applier.Settled(uid, null);

    internal override void Fail(Exception exception) => applier.Hold(uid);

    public override string ToString() => $"the end of pod {uid}, which was never sent to its host";
}
