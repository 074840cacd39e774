using Burst.Core.Events;
using Burst.Core.Ledger;

namespace Burst.Core.Storage;

/// <summary>
/// The durable state. One writer: a commit carries the fencing token of the controller lease and is refused when another
/// controller has taken the lease since. Secrets are encrypted before they reach the disk.
/// </summary>
public interface IStateStore : IAsyncDisposable
{
    /// <summary>Takes the controller lease; every earlier token is void from then on. Tokens grow.</summary>
    Task<long> AcquireLeaseAsync(string holder, CancellationToken cancellationToken);

    Task<StoredState> LoadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes everything in the commit durable at once (it survives a power cut when the task completes) and stamps changed
    /// objects with the new resource version.
    /// </summary>
    /// <returns>The new resource version.</returns>
    /// <exception cref="FencedException">The lease has passed to another controller.</exception>
    /// <exception cref="StaleCommitException">The store is not at <see cref="StateCommit.ExpectedVersion"/>; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The disk is full, or the database cannot be reached. As a rule nothing was written, but the answer to a commit may be lost
    /// after its effect: what rests on this one names the version it expects.
    /// </exception>
    Task<long> CommitAsync(StateCommit commit, long fencingToken, CancellationToken cancellationToken);

    /// <summary>Newest first, at most <see cref="EventQuery.Limit"/>.</summary>
    Task<IReadOnlyList<ClusterEvent>> ReadEventsAsync(EventQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Single records of use after <paramref name="since"/>, by start; open ones included, and those that begin in the future: they were
    /// written before a clock was set back. Pods that ended longer ago than single records are kept are only in the sums of
    /// <see cref="ReadLedgerAsync"/>.
    /// </summary>
    Task<IReadOnlyList<UsageRecord>> ReadUsageAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Those of <see cref="ReadUsageAsync"/> that have ended; the open ones are in the state that was loaded.</summary>
    Task<IReadOnlyList<UsageRecord>> ReadEndedUsageAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>
    /// All usage since then, each use once, as of one commit: single records, and the sums of each period that overlaps the interval. A
    /// period of sums that <paramref name="since"/> lies in is there whole, and the records begin with it.
    /// </summary>
    Task<UsageLedger> ReadLedgerAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Decisions on the newest pod of that name, newest first; also for pods that are gone.</summary>
    Task<IReadOnlyList<PlacementDecision>> ReadDecisionsAsync(
        string podNamespace, string podName, int limit, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, CancellationToken cancellationToken);
}
