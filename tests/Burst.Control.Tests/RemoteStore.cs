using Burst.Core.Events;
using Burst.Core.Ledger;
using Burst.Core.Storage;
using Burst.Testing.Storage;
using Burst.Testing.Time;

namespace Burst.Control.Tests;

/// <summary>
/// The in-memory store behind a connection: commits take time, a commit that was sent lands even when its sender is gone, and
/// the whole may be down for a while.
/// </summary>
internal sealed class RemoteStore(InMemoryStateStore inner, TimeProvider time) : IStateStore
{
    private const int AttemptsPerInstantMax = 500;

    private DateTimeOffset instant;
    private int attemptsAtInstant;

    public TimeSpan Latency { get; set; }

    public bool IsDown { get; set; }

    /// <summary>Commits that still land while the answer to them is lost.</summary>
    public int AnswersLost { get; set; }

    /// <summary>Commits that are still given up and land only after <see cref="Lateness"/>.</summary>
    public int CommitsLate { get; set; }

    public TimeSpan Lateness { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Commits asked for, failed ones included.</summary>
    public int Attempts { get; private set; }

    public InMemoryStateStore Inner => inner;

    public Task<long> AcquireLeaseAsync(string holder, CancellationToken cancellationToken) => inner.AcquireLeaseAsync(holder, cancellationToken);

    public Task<StoredState> LoadAsync(CancellationToken cancellationToken) => inner.LoadAsync(cancellationToken);

    public async Task<long> CommitAsync(StateCommit commit, long fencingToken, CancellationToken cancellationToken)
    {
        Attempts++;
        RefuseToSpin();
        return await ServeAsync(commit, fencingToken).OrUntilCancelledAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<ClusterEvent>> ReadEventsAsync(EventQuery query, CancellationToken cancellationToken) =>
        inner.ReadEventsAsync(query, cancellationToken);

    public Task<IReadOnlyList<UsageRecord>> ReadUsageAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        inner.ReadUsageAsync(since, cancellationToken);

    public Task<IReadOnlyList<UsageRecord>> ReadEndedUsageAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        inner.ReadEndedUsageAsync(since, cancellationToken);

    public Task<UsageLedger> ReadLedgerAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        inner.ReadLedgerAsync(since, cancellationToken);

    public Task<IReadOnlyList<PlacementDecision>> ReadDecisionsAsync(
        string podNamespace, string podName, int limit, CancellationToken cancellationToken) =>
        inner.ReadDecisionsAsync(podNamespace, podName, limit, cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, CancellationToken cancellationToken) =>
        inner.ReadAuditAsync(limit, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task<long> ServeAsync(StateCommit commit, long fencingToken)
    {
        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency, time).ConfigureAwait(false);
        if (IsDown)
            throw new StoreUnavailableException("the disk is full (scripted)");
        if (CommitsLate > 0)
        {
            CommitsLate--;
            _ = LandLateAsync(commit, fencingToken);
            throw new StoreUnavailableException("the connection was lost (scripted)");
        }

        var version = await inner.CommitAsync(commit, fencingToken, CancellationToken.None).ConfigureAwait(false);
        if (AnswersLost == 0)
            return version;
        AnswersLost--;
        throw new StoreUnavailableException("the answer was lost (scripted)");
    }

    private async Task LandLateAsync(StateCommit commit, long fencingToken)
    {
        await Task.Delay(Lateness, time).ConfigureAwait(false);
        try
        {
            await inner.CommitAsync(commit, fencingToken, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StaleCommitException)
        {
            // Another commit was first; nobody waits for this answer any more.
        }
    }

    /// <summary>A loop that commits again and again without any time passing would hang the test instead of failing it.</summary>
    private void RefuseToSpin()
    {
        attemptsAtInstant = time.GetUtcNow() == instant ? attemptsAtInstant + 1 : 1;
        instant = time.GetUtcNow();
        if (attemptsAtInstant > AttemptsPerInstantMax)
            throw new InvalidOperationException($"More than {AttemptsPerInstantMax} commits at one instant: the loop spins.");
    }
}
