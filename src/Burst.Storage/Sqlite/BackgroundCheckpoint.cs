using Dapper;
using Microsoft.Extensions.Logging;

namespace Burst.Storage.Sqlite;

/// <summary>
/// Copies what was committed from the write-ahead log to its place beside the commits, so that hardly one of them waits for that. It may fall behind or fail:
/// then a commit does it, once the log is at its limit (<see cref="Connections.LogBytesKept"/>).
/// </summary>
internal sealed partial class BackgroundCheckpoint(ReadConnections readers, ILogger logger)
{
    /// <summary>About as many pages as SQLite itself lets a log have by default.</summary>
    private const int RowsMin = 1000;

    /// <summary>What a commit changes beside its rows: versions, and the roots of the tables.</summary>
    private const int RowsOfACommit = 8;

    private readonly Lock gate = new();
    private long rows;
    private Task running = Task.CompletedTask;

    /// <summary>So many rows have been committed. Returns at once.</summary>
    public void Note(int committed)
    {
        lock (gate)
        {
            rows += committed + RowsOfACommit;
            if (rows < RowsMin || !running.IsCompleted)
                return;
            rows = 0;
            running = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        }
    }

    /// <summary>Waits for one that is under way.</summary>
    public Task EndAsync()
    {
        lock (gate)
            return running;
    }

    private async Task RunAsync()
    {
        try
        {
            await readers.ReadAsync(static connection => connection.Execute("PRAGMA wal_checkpoint(PASSIVE)"), CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever keeps it from it: the next one, or a commit, does it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogPutOff(logger, exception);
        }
    }

    [LoggerMessage(6607, LogLevel.Debug, "The write-ahead log was not copied beside the commits; the next time, or a commit, does it")]
    private static partial void LogPutOff(ILogger logger, Exception exception);
}
