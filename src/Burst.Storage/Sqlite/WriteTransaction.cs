using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Burst.Storage.Sqlite;

/// <summary>Runs a piece of work as one transaction: all of it is there afterwards, or nothing is.</summary>
internal sealed class WriteTransaction(SqliteConnection connection) : IDisposable
{
    // Immediate: the write lock is taken before anything is read, so what was read is still true at the commit.
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");
    private readonly Statement _rollBack = new(connection, "ROLLBACK");

    public T Run<T>(Func<T> work)
    {
        RollBackIfOpen();
        _begin.Execute();
        try
        {
            var result = work();
            _commit.Execute();
            return result;
        }
        catch
        {
            RollBackIfOpen();
            throw;
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollBack.Dispose();
    }

    /// <summary>Some errors, a full disk among them, make SQLite roll back by itself; a second rollback would be an error.</summary>
    private void RollBackIfOpen()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
            _rollBack.Execute();
    }
}
