using Burst.Core.Storage;
using Burst.Storage.Commits;
using Burst.Storage.Folders;
using Burst.Storage.Native;
using Burst.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Burst.Storage;

/// <summary>
/// The open database, and whether it is still the one under its name: a file that was deleted stays open and takes commits that no
/// start would ever find again. So each commit looks first. One that was deleted is written back from what is open.
/// </summary>
internal sealed partial class LiveDatabase(
    StateFolder folder, Connections connections, WriteSession session, Func<SqliteConnection, WriteSession> renew, ILogger logger) : IDisposable
{
    /// <summary>The copy has the name already, and has yet to be opened.</summary>
    private bool _isToBeOpened;

    public WriteSession Session { get; private set; } = session;

    public SqliteConnection OpenForReading() => connections.OpenForReading();

    /// <returns>True when the database had been deleted and has been written back: connections to the old file are of no more use.</returns>
    /// <exception cref="StoreUnavailableException">It is not there, and cannot be written back.</exception>
    public bool RequirePresent()
    {
        var isThere = File.Exists(folder.DatabaseFile);
        if (isThere && !Sqlite3.HasMoved(Session.Connection) && File.Exists(folder.LogFile))
            return false;
        if (!Directory.Exists(folder.Path) || !File.Exists(folder.LockFile))
            throw Lost($"{folder.Path} or its lock has been deleted or moved while in use. Put it back, or stop and restore a backup.");
        if (isThere && !_isToBeOpened && Sqlite3.HasMoved(Session.Connection))
            throw Lost($"{folder.DatabaseFile} was replaced by another file while in use. Put the old one back, or stop and start again on the new one.");
        WriteBack();
        return true;
    }

    public void Dispose() => Session.Dispose();

    /// <summary>The open file still holds everything that was acknowledged. It is closed only when its copy is open in its place.</summary>
    private void WriteBack()
    {
        try
        {
            if (!_isToBeOpened)
                CopyToItsName();
            Session = Reopen(Session);
            LogWrittenBack(logger, folder.DatabaseFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Lost($"{folder.DatabaseFile} or its log has been deleted while in use, and cannot be written back: {error.Message}", error);
        }
    }

    /// <summary>What is left of the old log and its index goes first: SQLite would take them for the copy's.</summary>
    private void CopyToItsName()
    {
        var copy = folder.DatabaseFile + ".back";
        try
        {
            DatabaseCopy.Write(Session.Connection, copy);
            File.Delete(folder.LogFile);
            File.Delete(folder.DatabaseFile + "-shm");
            DurableFile.Replace(copy, folder.DatabaseFile);
            _isToBeOpened = true;
        }
        catch
        {
            DatabaseCopy.Remove(copy);
            throw;
        }
    }

    private WriteSession Reopen(WriteSession old)
    {
        var connection = connections.Open();
        connection.Execute("PRAGMA journal_mode=WAL");
        _isToBeOpened = false;
        old.Dispose();
        return renew(connection);
    }

    private static StoreUnavailableException Lost(string message, Exception? cause = null) => new(message, cause);

    [LoggerMessage(6605, LogLevel.Warning, "{DatabaseFile} or its log was deleted while in use; it has been written back and nothing is lost")]
    private static partial void LogWrittenBack(ILogger logger, string databaseFile);
}
