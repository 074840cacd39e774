using Burst.Core.Storage;
using Burst.Storage.Folders;
using Microsoft.Data.Sqlite;

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
            var pruned = await WriteAsync(() => _pruning.Once(_time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            if (pruned == 0)
                return total;
            total += pruned;
            LogPruned(_logger, pruned);
        }
    }

    /// <summary>
    /// Copies the database to a new file while the store goes on. Secrets stay sealed and the key is not part of the copy: keep
    /// <c>secret.key</c> apart from it.
    /// </summary>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be read, or the copy not written: nothing is left of it.</exception>
    public async Task BackupAsync(string file, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(file);
        if (File.Exists(target))
            throw new IOException($"{target} is there already; name a new file for the backup.");
        var unfinished = target + ".unfinished";
        PrivateFile.Open(unfinished, FileMode.Create, FileShare.ReadWrite).Dispose();
        try
        {
            await _readers.ReadAsync(connection => Copy(connection, unfinished), cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, target);
        }
        finally
        {
            File.Delete(unfinished);
        }

        LogBackedUp(_logger, _folder.DatabaseFile, target);
    }

    private static bool Copy(SqliteConnection connection, string file)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        using var copy = new SqliteConnection(text.ToString());
        copy.Open();
        connection.BackupDatabase(copy);
        return true;
    }
}
