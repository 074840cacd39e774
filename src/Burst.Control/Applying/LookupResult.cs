using Burst.Control.Loop;
using Burst.Control.Observing;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Control.Applying;

/// <summary>What became of a pod that lists have missed: gone, still there after all, or not known.</summary>
/// <param name="found">Null when it is gone.</param>
/// <param name="failure">Why the host did not say; null when it did.</param>
internal sealed class LookupResult(PlanApplier applier, NodeName node, PodUid uid, PodObservation? found, string? failure) : LoopWork
{
    internal override bool SurvivesFailedCommit => true;

    internal override void Execute(StateBatch batch)
    {
        if (failure is not null || batch.State.FindPod(uid) is not { HostState: HostState.Created } pod || pod.Placement!.Node != node)
            return;
        if (found is null)
            PodReducer.Vanished(batch, pod);
        else
            PodReducer.Observe(batch, pod, found);
    }

    internal override void Complete(ClusterState state) => applier.Settled(uid, null);

    internal override void Fail(Exception exception) => applier.Hold(uid);

    public override string ToString() => $"whether pod {uid} is gone from {node}: {failure ?? (found is null ? "gone" : "still there")}";
}
