using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Sqlite;

/// <summary>Opens connections to one database, each set up the same way.</summary>
internal sealed class Connections(string databaseFile, TimeSpan busyTimeout)
{
    /// <summary>What the write-ahead log is cut back to when a burst of commits has made it longer.</summary>
    public const long LogBytesKept = 64 * 1024 * 1024;

    /// <summary>SQLite's, of which a log of that length has so many.</summary>
    private const long PageBytes = 4096;

    /// <summary>Pages of one large commit stay in memory until it is made: what does not fit is written twice.</summary>
    private const long WriterCacheKib = 64 * 1024;
    private const long ReaderCacheKib = 2 * 1024;

    static Connections() => SQLitePCL.Batteries_V2.Init();

    public SqliteConnection Open()
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = databaseFile,
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(busyTimeout.TotalSeconds),
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            // FULL: a commit in the write-ahead log is flushed before it is acknowledged.
            connection.Execute(
                $"""
                PRAGMA busy_timeout={(long)busyTimeout.TotalMilliseconds};
                PRAGMA synchronous=FULL;
                PRAGMA temp_store=MEMORY;
                PRAGMA cache_size=-{WriterCacheKib};
                PRAGMA journal_size_limit={LogBytesKept};
                PRAGMA wal_autocheckpoint={LogBytesKept / PageBytes};
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>For readers: a slip in a query cannot write.</summary>
    public SqliteConnection OpenForReading()
    {
        var connection = Open();
        connection.Execute($"PRAGMA query_only=ON; PRAGMA cache_size=-{ReaderCacheKib};");
        return connection;
    }
}
