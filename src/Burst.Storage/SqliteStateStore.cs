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
    private readonly StateFolder _folder;
    private readonly FolderLock _folderLock;
    private readonly SecretSeal _seal;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SqliteConnection _writer;
    private readonly ReadConnections _readers;
    private readonly WriteTransaction _transaction;
    private readonly ControllerLease _lease;
    private readonly CommitWriter _commits;
    private readonly Pruning _pruning;
    private readonly SemaphoreSlim _writeTurn = new(1, 1);
    private bool _isDisposed;

    private SqliteStateStore(
        StateFolder folder,
        FolderLock folderLock,
        Connections connections,
        SqliteConnection writer,
        SecretSeal seal,
        StateStoreOptions options,
        TimeProvider time,
        ILogger logger)
    {
        _folder = folder;
        _folderLock = folderLock;
        _seal = seal;
        _time = time;
        _logger = logger;
        _writer = writer;
        _readers = new ReadConnections(connections.OpenForReading);
        _transaction = new WriteTransaction(writer);
        _lease = new ControllerLease(writer);
        _commits = new CommitWriter(writer, seal);
        _pruning = new Pruning(writer, options);
    }

    /// <summary>The connection that writes, for tests that break it.</summary>
    internal SqliteConnection Writer => _writer;

    public Task<long> AcquireLeaseAsync(string holder, CancellationToken cancellationToken) =>
        WriteAsync(() => _lease.Take(holder, _time.GetUtcNow()), cancellationToken);

    public Task<long> CommitAsync(StateCommit commit, long fencingToken, CancellationToken cancellationToken) =>
        WriteAsync(
            () =>
            {
                _lease.Require(fencingToken);
                var version = _commits.Write(commit);
                _pruning.After(commit, _time.GetUtcNow());
                return version;
            },
            cancellationToken);

    public Task<StoredState> LoadAsync(CancellationToken cancellationToken) =>
        _readers.ReadAsync(connection => StateReader.Read(connection, _seal), cancellationToken);

    public Task<IReadOnlyList<ClusterEvent>> ReadEventsAsync(EventQuery query, CancellationToken cancellationToken) =>
        _readers.ReadAsync(connection => HistoryReader.Events(connection, query), cancellationToken);

    public Task<IReadOnlyList<UsageRecord>> ReadUsageAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        _readers.ReadAsync(connection => HistoryReader.Usage(connection, since, _time.GetUtcNow()), cancellationToken);

    public Task<IReadOnlyList<PlacementDecision>> ReadDecisionsAsync(
        string podNamespace, string podName, int limit, CancellationToken cancellationToken) =>
        _readers.ReadAsync(connection => HistoryReader.Decisions(connection, podNamespace, podName, limit), cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, CancellationToken cancellationToken) =>
        _readers.ReadAsync(connection => HistoryReader.Audit(connection, limit), cancellationToken);

    /// <summary>Waits for what is under way. What is asked for afterwards fails with <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writeTurn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            await _readers.DisposeAsync().ConfigureAwait(false);
            _pruning.Dispose();
            _commits.Dispose();
            _lease.Dispose();
            _transaction.Dispose();
            _writer.Dispose();
            _seal.Dispose();
            _folderLock.Dispose();
        }
        finally
        {
            _writeTurn.Release();
        }
    }

    private async Task<T> WriteAsync<T>(Func<T> write, CancellationToken cancellationToken)
    {
        await _writeTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _transaction.Run(write);
        }
        catch (SqliteException error) when (SqliteFailure.IsUnavailable(error))
        {
            throw SqliteFailure.Translate(error);
        }
        finally
        {
            _writeTurn.Release();
        }
    }
}
