using System.Globalization;
using Burst.Storage.Folders;
using Burst.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Backups;

/// <summary>One restore. The folder is locked by the caller.</summary>
internal sealed class Restoring(string source, StateFolder folder, DateTimeOffset now)
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    private readonly string _candidateFile = folder.DatabaseFile + ".restoring";
    private readonly string _keptSuffix = $".before-restore-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}";

    public RestoreResult Run()
    {
        try
        {
            Copy();
            var key = new RestoredKey(source + StateBackup.KeySuffix, folder.KeyFile);
            RestoreResult marks;
            string? kept;
            using (var candidate = CandidateDatabase.Open(_candidateFile, source))
            {
                key.Require(candidate.Connection, source);
                Migrations.Apply(candidate.Connection, Schema.Steps);
                kept = KeepOldDatabase();
                marks = RestoredState.Mark(candidate.Connection, SettleOldDatabase(kept), source, now);
                DatabaseCopy.Settle(candidate.Connection);
            }

            DurableFile.Flush(_candidateFile);
            TakeName();
            return marks with { KeptDatabase = kept, KeptKey = key.Install(_keptSuffix) };
        }
        finally
        {
            DatabaseCopy.Remove(_candidateFile);
        }
    }

    private void Copy()
    {
        try
        {
            using var backup = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            backup.Open();
            DatabaseCopy.Write(backup, _candidateFile);
        }
        catch (SqliteException error)
        {
            throw new StateBackupException($"{source} cannot be used: {SqliteFailure.Describe(error)}.", error);
        }
    }

    /// <summary>With its log: SQLite may throw away the log of a database that it cannot make sense of.</summary>
    /// <returns>Where the old database is kept; null when there is none.</returns>
    private string? KeepOldDatabase()
    {
        if (!File.Exists(folder.DatabaseFile))
            return null;
        var kept = folder.DatabaseFile + _keptSuffix;
        DurableFile.KeepAs(folder.DatabaseFile, kept);
        if (File.Exists(folder.LogFile))
            DurableFile.KeepAs(folder.LogFile, kept + "-wal");
        return kept;
    }

    /// <summary>Brings the old database's log into it and reads what must not go back. One that cannot be read has nothing to say.</summary>
    private RestoreResult SettleOldDatabase(string? kept)
    {
        var unknown = new RestoreResult(0, 0, null, null);
        if (kept is null)
            return unknown;
        try
        {
            RestoreResult known;
            using (var old = new Connections(folder.DatabaseFile, BusyTimeout).Open())
            {
                known = RestoredState.ReadMarks(old);
                old.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }

            File.Delete(kept + "-wal");
            return known;
        }
        catch (SqliteException)
        {
            return unknown;
        }
    }

    /// <summary>A log that is still there belongs to a damaged database; beside the new one it would be taken for its own.</summary>
    private void TakeName()
    {
        File.Delete(folder.LogFile);
        File.Delete(folder.DatabaseFile + "-shm");
        File.Delete(folder.DatabaseFile + "-journal");
        DurableFile.Replace(_candidateFile, folder.DatabaseFile);
    }
}
