using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Sqlite;

/// <summary>A few connections that read beside the writer; who comes when all are in use waits.</summary>
internal sealed class ReadConnections(Func<SqliteConnection> open) : IAsyncDisposable
{
    public const int ConnectionsMax = 4;

    private readonly SemaphoreSlim _free = new(ConnectionsMax, ConnectionsMax);
    private readonly ConcurrentStack<SqliteConnection> _idle = new();
    private volatile bool _isDisposed;
    private int _generation;

    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteStateStore));
            return Read(read);
        }
        catch (SqliteException error) when (SqliteFailure.IsUnavailable(error))
        {
            throw SqliteFailure.Translate(error);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for the reads under way.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        for (var taken = 0; taken < ConnectionsMax; taken++)
            await _free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        while (_idle.TryPop(out var connection))
            connection.Dispose();
        // Whoever still waits is told that the store is closed rather than left waiting.
        _free.Release(ConnectionsMax);
    }

    /// <summary>The database is in another file from now on; what is read from the old one meanwhile is still true.</summary>
    public void Renew()
    {
        Interlocked.Increment(ref _generation);
        while (_idle.TryPop(out var connection))
            connection.Dispose();
    }

    /// <summary>A connection goes back only after a read that went well.</summary>
    private T Read<T>(Func<SqliteConnection, T> read)
    {
        var generation = Volatile.Read(ref _generation);
        var connection = _idle.TryPop(out var idle) ? idle : open();
        try
        {
            var result = read(connection);
            if (generation == Volatile.Read(ref _generation))
                _idle.Push(connection);
            else
                connection.Dispose();
            return result;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
