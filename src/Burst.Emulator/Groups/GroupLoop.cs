using Microsoft.Extensions.Logging;

namespace Burst.Emulator.Groups;

/// <summary>Looks after all groups, again and again: launches what is due, observes what runs, finishes what was deleted.</summary>
internal sealed partial class GroupLoop(GroupStore store, GroupLifecycle lifecycle, TimeSpan interval, TimeProvider time, ILogger<GroupLoop> logger)
{
    private const int Parallelism = 8;

    // A group whose gate is taken stays due; the loop may not spin on it.
    private static readonly TimeSpan TurnMin = TimeSpan.FromMilliseconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(UntilNextTurn(), time, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogTurnFailed(e);
                await Task.Delay(interval, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    public Task TurnAsync(CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(store.All, options, async (group, token) =>
        {
            // A request is at work on it, and will do what is due.
            if (!await group.Gate.WaitAsync(TimeSpan.Zero, token).ConfigureAwait(false))
                return;
            try
            {
                if (!group.Removed)
                    await lifecycle.AdvanceAsync(group, token).ConfigureAwait(false);
            }
            finally
            {
                group.Gate.Release();
            }
        });
    }

    // Launches are worth waking up for; the rest has the pace of the interval.
    private TimeSpan UntilNextTurn()
    {
        var now = time.GetUtcNow();
        var launches = store.All.Select(g => g.Record).Where(r => r.Phase == GroupPhase.Provisioning).Select(r => r.Deployment.StartAt - now);
        var next = launches.Append(interval).Min();
        return next < TurnMin ? TurnMin : next;
    }

    [LoggerMessage(4020, LogLevel.Error, "A turn over the groups failed; the next one comes in its time")]
    private partial void LogTurnFailed(Exception exception);
}
