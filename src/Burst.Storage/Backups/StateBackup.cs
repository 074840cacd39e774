using Burst.Storage.Folders;
using Burst.Storage.Secrets;
using Burst.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Backups;

/// <summary>
/// Copies the state while whoever has it open goes on: the database as of one commit, and beside it the key without which its
/// secrets could not be read. Whoever has both files can read the secrets, so they are best kept apart.
/// </summary>
public static class StateBackup
{
    /// <summary>What the key's copy is called beside the backup.</summary>
    public const string KeySuffix = ".key";

    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    /// <exception cref="StateBackupException">There is no state to back up, it is damaged, or the file is there already or cannot be written.</exception>
    public static BackupResult Write(string stateFolder, string file)
    {
        var folder = new StateFolder(Path.GetFullPath(stateFolder));
        var target = Path.GetFullPath(file);
        if (!File.Exists(folder.DatabaseFile))
            throw new StateBackupException($"{folder.Path} is not a state folder: it has no {Path.GetFileName(folder.DatabaseFile)}. Name one with --state.");
        if (File.Exists(target) || File.Exists(target + KeySuffix))
            throw new StateBackupException($"{target} or its {KeySuffix} file is there already; name a new file for the backup.");
        try
        {
            return Write(folder, target);
        }
        catch (SqliteException error)
        {
            throw new StateBackupException($"{folder.DatabaseFile} cannot be backed up to {target}: {SqliteFailure.Describe(error)}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StateBackupException($"The backup {target} cannot be written: {error.Message}", error);
        }
    }

    private static BackupResult Write(StateFolder folder, string target)
    {
        var unfinished = target + ".unfinished";
        try
        {
            using (var source = new Connections(folder.DatabaseFile, BusyTimeout).OpenForReading())
                DatabaseCopy.Write(source, unfinished);
            var result = Describe(unfinished, folder, target);
            // The key first: a database without its key is of little use, and once it has its name the backup counts as made.
            if (result.KeyFile is { } key)
                SecretKeyFile.Copy(folder.KeyFile, key);
            DurableFile.Replace(unfinished, target);
            return result;
        }
        finally
        {
            DatabaseCopy.Remove(unfinished);
        }
    }

    /// <summary>Read back from the copy: what cannot be restored is no backup.</summary>
    private static BackupResult Describe(string copy, StateFolder folder, string target)
    {
        using var opened = CandidateDatabase.Open(copy, folder.DatabaseFile);
        return new BackupResult(
            target,
            File.Exists(folder.KeyFile) ? target + KeySuffix : null,
            new FileInfo(copy).Length,
            opened.Connection.ExecuteScalar<long>("SELECT value FROM meta WHERE name = 'resource-version'"),
            opened.Connection.ExecuteScalar<long>("SELECT count(*) FROM objects WHERE kind = 'Secret'"));
    }
}
