using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Burst.Storage.Native;

/// <summary>What SQLite's own library can tell and its .NET binding does not offer.</summary>
internal static partial class Sqlite3
{
    private const int HasMovedControl = 20;

    /// <summary>True when the file under the database's name is no longer the one that is open: deleted, renamed or replaced.</summary>
    public static bool HasMoved(SqliteConnection connection) =>
        FileControl(connection.Handle!.DangerousGetHandle(), "main", HasMovedControl, out var moved) == raw.SQLITE_OK && moved != 0;

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(nint database, string schema, int operation, out int answer);
}
