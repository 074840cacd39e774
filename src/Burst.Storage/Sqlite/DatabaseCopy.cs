using Burst.Storage.Folders;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Sqlite;

/// <summary>A copy of a database in one file: the whole of one commit, taken while others read and write.</summary>
internal static class DatabaseCopy
{
    /// <summary>Written for its owner only and flushed to the disk. What was under the name is overwritten.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(SqliteConnection source, string file)
    {
        Remove(file);
        PrivateFile.Open(file, FileMode.CreateNew, FileShare.ReadWrite).Dispose();
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        copy.Open();
        source.BackupDatabase(copy);
        Settle(copy);
        copy.Close();
        DurableFile.Flush(file);
    }

    /// <summary>Without a log beside it, so that the one file is all there is.</summary>
    public static void Settle(SqliteConnection copy) => copy.ExecuteScalar<string>("PRAGMA journal_mode=DELETE");

    /// <summary>With what SQLite may have left beside it.</summary>
    public static void Remove(string file)
    {
        foreach (var name in new[] { file, file + "-journal", file + "-wal", file + "-shm" })
            File.Delete(name);
    }
}
