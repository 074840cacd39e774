using Burst.Storage.Commits;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Burst.Storage.Sqlite;

/// <summary>Runs pieces of work as one transaction: all of it is there afterwards, or nothing is.</summary>
internal sealed class WriteTransaction(SqliteConnection connection) : IDisposable
{
    // Immediate: the write lock is taken before anything is read, so what was read is still true at the commit.
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");
    private readonly Statement _rollBack = new(connection, "ROLLBACK");
    private readonly Statement _mark = new(connection, "SAVEPOINT piece");
    private readonly Statement _undoToMark = new(connection, "ROLLBACK TO piece");
    private readonly Statement _dropMark = new(connection, "RELEASE piece");

    private bool IsOpen => raw.sqlite3_get_autocommit(connection.Handle) == 0;

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

    /// <summary>
    /// All requests in one commit. One that fails takes nothing of the others with it; an error of the disk, or of the commit
    /// itself, is every request's.
    /// </summary>
    public void RunTogether(IReadOnlyList<WriteRequest> requests, WriteSession session) => Run(() =>
    {
        foreach (var request in requests)
            RunOne(request, session, isAlone: requests.Count == 1);
        return true;
    });

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _rollBack, _mark, _undoToMark, _dropMark })
            statement.Dispose();
    }

    private void RunOne(WriteRequest request, WriteSession session, bool isAlone)
    {
        if (isAlone)
        {
            request.Execute(session);
            return;
        }

        _mark.Execute();
        try
        {
            request.Execute(session);
        }
        catch (Exception error) when (IsOpen && error is not SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR })
        {
            _undoToMark.Execute();
            request.Fail(error);
        }

        _dropMark.Execute();
    }

    /// <summary>Some errors, a full disk among them, make SQLite roll back by itself; a second rollback would be an error.</summary>
    private void RollBackIfOpen()
    {
        if (IsOpen)
            _rollBack.Execute();
    }
}
