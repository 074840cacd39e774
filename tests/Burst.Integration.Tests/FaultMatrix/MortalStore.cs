using Burst.Core.Events;
using Burst.Core.Ledger;
using Burst.Core.Storage;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>The real store of one process, to which nothing is committed any more once the process is dead.</summary>
internal sealed class MortalStore(IStateStore inner, KillSwitch life, InFlight inFlight) : IStateStore
{
    public Task<long> AcquireLeaseAsync(string holder, CancellationToken cancellationToken) =>
        inFlight.RunAsync(() => inner.AcquireLeaseAsync(holder, cancellationToken));

    public Task<StoredState> LoadAsync(CancellationToken cancellationToken) => inFlight.RunAsync(() => inner.LoadAsync(cancellationToken));

    public Task<long> CommitAsync(StateCommit commit, long fencingToken, CancellationToken cancellationToken)
    {
        life.ThrowIfDead();
        return inFlight.RunAsync(() => inner.CommitAsync(commit, fencingToken, cancellationToken));
    }

    public Task<IReadOnlyList<ClusterEvent>> ReadEventsAsync(EventQuery query, CancellationToken cancellationToken) =>
        inner.ReadEventsAsync(query, cancellationToken);

    public Task<IReadOnlyList<UsageRecord>> ReadUsageAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        inner.ReadUsageAsync(since, cancellationToken);

    public Task<IReadOnlyList<UsageRecord>> ReadEndedUsageAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        inner.ReadEndedUsageAsync(since, cancellationToken);

    public Task<UsageLedger> ReadLedgerAsync(DateTimeOffset since, CancellationToken cancellationToken) => inner.ReadLedgerAsync(since, cancellationToken);

    public Task<IReadOnlyList<PlacementDecision>> ReadDecisionsAsync(
        string podNamespace, string podName, int limit, CancellationToken cancellationToken) =>
        inner.ReadDecisionsAsync(podNamespace, podName, limit, cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, CancellationToken cancellationToken) => inner.ReadAuditAsync(limit, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
