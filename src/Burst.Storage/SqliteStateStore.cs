using Burst.Core.Events;
using Burst.Core.Ledger;
using Burst.Core.Storage;
using Burst.Storage.Commits;
using Burst.Storage.Folders;
using Burst.Storage.Reads;
using Burst.Storage.Secrets;
using Burst.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Burst.Storage;

/// <summary>
/// The state in one SQLite file. One connection writes; a few others read beside it, each from the last commit. SQLite works
/// on the caller's thread, so a task that is returned is complete unless it had to wait for its turn.
/// </summary>
public sealed partial class SqliteStateStore : IStateStore
{
    private readonly FolderLock _folderLock;
    private readonly SecretSeal _seal;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LiveDatabase _database;
    private readonly ReadConnections _readers;
    private readonly WriteQueue _writes;
    private readonly BackgroundCheckpoint _checkpoint;

    private SqliteStateStore(FolderLock folderLock, LiveDatabase database, SecretSeal seal, TimeProvider time, ILogger logger)
    {
        _folderLock = folderLock;
        _database = database;
        _seal = seal;
        _time = time;
        _logger = logger;
        _readers = new ReadConnections(database.OpenForReading);
        _writes = new WriteQueue(WriteTogether);
        _checkpoint = new BackgroundCheckpoint(_readers, logger);
    }

    /// <summary>The connection that writes, for tests that break it.</summary>
    internal SqliteConnection Writer => _database.Session.Connection;

    /// <summary>Commits that wait for one that is being written, for tests.</summary>
    internal int Waiting => _writes.Waiting;

    public Task<long> AcquireLeaseAsync(string holder, CancellationToken cancellationToken) =>
        WriteAsync(session => session.TakeLease(holder, _time.GetUtcNow()), cancellationToken);

    /// <summary>Commits that are asked for at the same time share one flush to the disk.</summary>
    public async Task<long> CommitAsync(StateCommit commit, long fencingToken, CancellationToken cancellationToken)
    {
        var version = await WriteAsync(session => session.Commit(commit, fencingToken, _time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        _checkpoint.Note(commit.Changes.Count + commit.Events.Count + commit.Decisions.Count + commit.Audit.Count);
        return version;
    }

    public Task<StoredState> LoadAsync(CancellationToken cancellationToken) =>
        _readers.ReadAsync(connection => StateReader.Read(connection, _seal), cancellationToken);

    public Task<IReadOnlyList<ClusterEvent>> ReadEventsAsync(EventQuery query, CancellationToken cancellationToken) =>
        _readers.ReadAsync(connection => HistoryReader.Events(connection, query), cancellationToken);

    public Task<IReadOnlyList<UsageRecord>> ReadUsageAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        ReadUsageAsync(UsageReader.SinceSql, since, cancellationToken);

    public Task<IReadOnlyList<UsageRecord>> ReadEndedUsageAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        ReadUsageAsync(UsageReader.EndedSql, since, cancellationToken);

    public Task<UsageLedger> ReadLedgerAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        _readers.ReadAsync(connection => LedgerReader.Read(connection, since), cancellationToken);

    public Task<IReadOnlyList<PlacementDecision>> ReadDecisionsAsync(
        string podNamespace, string podName, int limit, CancellationToken cancellationToken) =>
        _readers.ReadAsync(connection => HistoryReader.Decisions(connection, podNamespace, podName, limit), cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, CancellationToken cancellationToken) =>
        _readers.ReadAsync(connection => HistoryReader.Audit(connection, limit), cancellationToken);

    /// <summary>Waits for what is under way. What is asked for afterwards fails with <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!await _writes.CloseAsync().ConfigureAwait(false))
            return;
        await _checkpoint.EndAsync().ConfigureAwait(false);
        await _readers.DisposeAsync().ConfigureAwait(false);
        _database.Dispose();
        _seal.Dispose();
        _folderLock.Dispose();
    }

    internal Task<T> WriteAsync<T>(Func<WriteSession, T> write, CancellationToken cancellationToken) =>
        TranslatedAsync(_writes.WriteAsync(write, cancellationToken));

    private Task<IReadOnlyList<UsageRecord>> ReadUsageAsync(string sql, DateTimeOffset since, CancellationToken cancellationToken) =>
        _readers.ReadAsync<IReadOnlyList<UsageRecord>>(connection => UsageReader.Read(connection, sql, since, null), cancellationToken);

    private static async Task<T> TranslatedAsync<T>(Task<T> writing)
    {
        try
        {
            return await writing.ConfigureAwait(false);
        }
        catch (SqliteException error) when (SqliteFailure.IsUnavailable(error))
        {
            throw SqliteFailure.Translate(error);
        }
    }

    private void WriteTogether(IReadOnlyList<WriteRequest> requests)
    {
        if (_database.RequirePresent())
            _readers.Renew();
        _database.Session.Transaction.RunTogether(requests, _database.Session);
    }
}
