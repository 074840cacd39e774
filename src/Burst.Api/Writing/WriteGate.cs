using Burst.Api.Routing;
using Burst.Control.Loop;
using Burst.Core.Objects;
using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Api.Writing;

/// <summary>
/// The one way from a request to a commit: the decision is made in the loop on the state as it is, and becomes durable together
/// with its audit entry. A dry run makes the same decision and commits nothing.
/// </summary>
internal sealed class WriteGate(ControlLoop loop, TimeProvider time)
{
    /// <param name="call">The request.</param>
    /// <param name="isDryRun">Change nothing.</param>
    /// <param name="decide">Looks at the state, and throws to refuse.</param>
    /// <param name="answer">Makes the answer of the decision and the object as it is then.</param>
    public async Task<ApiResponse> RunAsync(
        ApiCall call,
        bool isDryRun,
        Func<ClusterState, DateTimeOffset, WriteDecision> decide,
        Func<ClusterState, WriteDecision, ClusterObject, ApiResponse> answer)
    {
        if (isDryRun)
        {
            return await loop.ReadAsync(state =>
            {
                var wouldBe = decide(state, time.GetUtcNow());
                return answer(state, wouldBe, wouldBe.Object);
            }).WaitAsync(call.CancellationToken).ConfigureAwait(false);
        }

        WriteDecision? decision = null;
        return await loop.MutateAsync(
            (state, now) =>
            {
                decision = decide(state, now);
                return new StateCommit
                {
                    Changes = decision.Changes,
                    Events = decision.Events,
                    Audit = [AuditTrail.Entry(call.Request, now, decision.Status)],
                };
            },
            state => answer(state, decision!, Latest(state, decision!.Object))).ConfigureAwait(false);
    }

    /// <summary>The object as the commit left it; the same step may have moved it on, or removed it, already.</summary>
    private static ClusterObject Latest(ClusterState state, ClusterObject written) =>
        state.Find(written.Key) is { } current && current.Metadata.Uid == written.Metadata.Uid ? current : written;
}
