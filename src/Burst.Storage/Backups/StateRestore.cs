using Burst.Storage.Folders;
using Burst.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Backups;

/// <summary>
/// Puts a backup in the place of the state. It is copied into the folder and proven there first; then it takes the name of the
/// database in one step, so that a crash leaves the old state or the new one. The old one is kept.
/// </summary>
public static class StateRestore
{
    /// <exception cref="StateBackupException">The backup cannot be used, or not be written; the state is as before.</exception>
    /// <exception cref="StateStoreOpenException">A process has the state open, or the folder cannot be used; the state is as before.</exception>
    public static RestoreResult Run(string backup, string stateFolder, TimeProvider time)
    {
        var source = Path.GetFullPath(backup);
        if (!File.Exists(source))
            throw new StateBackupException($"{source} is not there; name the file that `burst backup` wrote.");
        var folder = StateFolder.Prepare(stateFolder);
        using var folderLock = FolderLock.Acquire(folder);
        var restore = new Restoring(source, folder, time.GetUtcNow());
        try
        {
            return restore.Run();
        }
        catch (SqliteException error)
        {
            throw new StateBackupException($"{source} cannot be restored: {SqliteFailure.Describe(error)}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StateBackupException($"{source} cannot be restored into {folder.Path}: {error.Message}", error);
        }
    }
}
