using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

/// <summary>Takes the outcome of a delete into the state. A copy that was ended on another node says nothing of the pod.</summary>
internal sealed class DeleteResult(PlanApplier applier, ControlLoopOptions options, NodeName node, PodUid uid, DeleteOutcome outcome) : LoopWork
{
    /// <summary>Why the host did not answer at all; null when it did.</summary>
    public string? Failure { get; init; }

    internal override bool SurvivesFailedCommit => true;

    internal override void Execute(StateBatch batch)
    {
        if (outcome is DeleteOutcome.Gone stray)
            StrayUsage.Close(batch, uid, node, stray.EndedAt ?? batch.Now);
        if (batch.State.FindPod(uid) is null && outcome is DeleteOutcome.Gone orphan)
            UsageBooks.Close(batch, uid, node, orphan.EndedAt ?? batch.Now, orphan.LastSeen);
        if (batch.State.FindPod(uid) is not { HostState: HostState.DeleteIntended } pod || pod.Placement!.Node != node)
            return;
        switch (outcome)
        {
            case DeleteOutcome.Deleting deleting:
                var wait = deleting.RetryAfter < options.HostRetryMax ? deleting.RetryAfter : options.HostRetryMax;
                batch.Put(pod with { HostAttempts = pod.HostAttempts + 1, HostRetryAt = batch.Now + wait });
                break;
            case DeleteOutcome.Gone gone:
                UsageBooks.Close(batch, uid, node, gone.EndedAt ?? batch.Now, gone.LastSeen);
                batch.Put(pod with { HostState = HostState.Gone, HostStateSince = batch.Now, HostAttempts = 0, HostRetryAt = null });
                break;
            default:
                throw new InvalidOperationException($"{outcome} is not a known outcome.");
        }
    }

    internal override void Complete(Core.State.ClusterState state) => applier.Settled(uid, Failure);

    internal override void Fail(Exception exception) => applier.Hold(uid);

    public override string ToString() => $"the outcome of the delete of pod {uid}: {outcome}";
}
