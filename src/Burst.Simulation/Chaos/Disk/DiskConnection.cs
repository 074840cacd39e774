using Burst.Core.Events;
using Burst.Core.Ledger;
using Burst.Core.Storage;
using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Disk;

/// <summary>One process's use of the simulated disk.</summary>
internal sealed class DiskConnection(SimulatedProcess process, SimulatedDisk disk) : IStateStore
{
    public Task<long> AcquireLeaseAsync(string holder, CancellationToken cancellationToken) =>
        disk.WriteAsync(process, Point(nameof(AcquireLeaseAsync)), "lease", () => disk.Database.AcquireLeaseAsync(holder, CancellationToken.None), cancellationToken);

    public Task<StoredState> LoadAsync(CancellationToken cancellationToken) =>
        disk.ReadAsync(process, Point(nameof(LoadAsync)), () => disk.Database.LoadAsync(CancellationToken.None), cancellationToken);

    public Task<long> CommitAsync(StateCommit commit, long fencingToken, CancellationToken cancellationToken) =>
        disk.WriteAsync(process, Point(nameof(CommitAsync)), "commit", () => disk.CommitAsync(commit, fencingToken), cancellationToken);

    public Task<IReadOnlyList<ClusterEvent>> ReadEventsAsync(EventQuery query, CancellationToken cancellationToken) =>
        disk.ReadAsync(process, Point(nameof(ReadEventsAsync)), () => disk.Database.ReadEventsAsync(query, CancellationToken.None), cancellationToken);

    public Task<IReadOnlyList<UsageRecord>> ReadUsageAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        disk.ReadAsync(process, Point(nameof(ReadUsageAsync)), () => disk.Database.ReadUsageAsync(since, CancellationToken.None), cancellationToken);

    public Task<IReadOnlyList<UsageRecord>> ReadEndedUsageAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        disk.ReadAsync(process, Point(nameof(ReadEndedUsageAsync)), () => disk.Database.ReadEndedUsageAsync(since, CancellationToken.None), cancellationToken);

    public Task<UsageLedger> ReadLedgerAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        disk.ReadAsync(process, Point(nameof(ReadLedgerAsync)), () => disk.Database.ReadLedgerAsync(since, CancellationToken.None), cancellationToken);

    public Task<IReadOnlyList<PlacementDecision>> ReadDecisionsAsync(
        string podNamespace, string podName, int limit, CancellationToken cancellationToken) =>
        disk.ReadAsync(process, Point(nameof(ReadDecisionsAsync)), () => disk.Database.ReadDecisionsAsync(podNamespace, podName, limit, CancellationToken.None), cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, CancellationToken cancellationToken) =>
        disk.ReadAsync(process, Point(nameof(ReadAuditAsync)), () => disk.Database.ReadAuditAsync(limit, CancellationToken.None), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static CallPoint Point(string method) => new(nameof(IStateStore), method);
}
