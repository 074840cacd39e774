using Burst.Core.Storage;
using Burst.Storage.Folders;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Burst.Storage.Sqlite;

/// <summary>Which of SQLite's errors mean that the disk or the file is at fault, and what to say of them.</summary>
internal static class SqliteFailure
{
    /// <summary>False for what would be a mistake in this project, such as wrong SQL: those errors are left alone.</summary>
    public static bool IsUnavailable(SqliteException error) => Cause(error) is not null;

    public static StoreUnavailableException Translate(SqliteException error) =>
        new($"The state database could not be used: {Describe(error)}{(IsDamage(error) ? "; stop, and restore a backup with `burst restore`" : "")}.", error);

    public static string Describe(SqliteException error) =>
        $"{Cause(error) ?? error.Message} (SQLite error {error.SqliteExtendedErrorCode})";

    /// <summary>What helps against damage; empty for errors that pass.</summary>
    public static string Advice(SqliteException error, StateFolder folder) =>
        IsDamage(error) ? " " + Restoring(folder) : "";

    public static string Restoring(StateFolder folder) =>
        $"Restore a backup: burst restore FILE --state {folder.Path} (the damaged database is kept beside it).";

    private static bool IsDamage(SqliteException error) => error.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    private static string? Cause(SqliteException error) => error.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "the disk is full",
        raw.SQLITE_IOERR => "reading or writing the disk failed",
        raw.SQLITE_READONLY => "it is read-only",
        raw.SQLITE_CANTOPEN => "its files cannot be opened",
        raw.SQLITE_PERM => "its files may not be accessed",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program has it locked",
        raw.SQLITE_PROTOCOL => "locking it failed",
        raw.SQLITE_NOMEM => "memory ran out",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "it is damaged",
        _ => null,
    };
}
