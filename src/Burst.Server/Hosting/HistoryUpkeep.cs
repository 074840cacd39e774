using Burst.Core.Storage;
using Burst.Storage;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Hosting;

/// <summary>
/// Brings history within its bounds a while after the start, and hourly: commits do that with what they add to, but bounds may have been
/// lowered, and usage ages while nothing new is used.
/// </summary>
internal sealed partial class HistoryUpkeep(SqliteStateStore store, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Until it is stopped; a store that cannot be written to now is asked again an hour later.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(AfterStart, time, cancellationToken).ConfigureAwait(false);
            while (true)
            {
                await PruneAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.PruneAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException error)
        {
            LogFailed(logger, error);
        }
    }

    [LoggerMessage(2401, LogLevel.Warning, "History was not pruned; it is tried again in an hour")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
