namespace Burst.Storage;

public sealed partial class SqliteStateStore
{
    /// <summary>
    /// Brings all history within its bounds. Commits do that as they go; this is for bounds that were lowered and for usage that
    /// ages while nothing new is used. Commits get their turn between batches.
    /// </summary>
    /// <returns>How many rows went.</returns>
    public async Task<long> PruneAsync(CancellationToken cancellationToken)
    {
        long total = 0;
        while (true)
        {
            var pruned = await WriteAsync(session => session.Pruning.Once(_time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            if (pruned == 0)
                return total;
            total += pruned;
            LogPruned(_logger, pruned);
        }
    }
}
