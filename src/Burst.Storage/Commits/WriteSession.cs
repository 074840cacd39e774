using Burst.Core.Storage;
using Burst.Storage.Secrets;
using Burst.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Commits;

/// <summary>The connection that writes, with everything that was prepared on it.</summary>
internal sealed class WriteSession(SqliteConnection connection, SecretSeal seal, StateStoreOptions options) : IDisposable
{
    private readonly CommitWriter _commits = new(connection, seal);

    public SqliteConnection Connection => connection;

    public WriteTransaction Transaction { get; } = new(connection);

    public ControllerLease Lease { get; } = new(connection);

    public Pruning Pruning { get; } = new(connection, options);

    public long TakeLease(string holder, DateTimeOffset now)
    {
        _commits.Forget();
        return Lease.Take(holder, now);
    }

    public long Commit(StateCommit commit, long fencingToken, DateTimeOffset now)
    {
        Lease.Require(fencingToken);
        var version = _commits.Write(commit);
        Pruning.After(commit, now);
        return version;
    }

    public void Dispose()
    {
        Pruning.Dispose();
        _commits.Dispose();
        Lease.Dispose();
        Transaction.Dispose();
        connection.Dispose();
    }
}
