using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Sqlite;

/// <summary>Brings a database to the present schema, one step and one transaction at a time.</summary>
internal static class Migrations
{
    public static long ReadVersion(SqliteConnection connection) => connection.ExecuteScalar<long>("PRAGMA user_version");

    /// <summary>Refuses what this version cannot read, before anything of it is touched.</summary>
    public static void RequireKnown(SqliteConnection connection, string databaseFile, long versionKnown)
    {
        var version = ReadVersion(connection);
        if (version > versionKnown)
        {
            throw new StateStoreOpenException(
                $"{databaseFile}: this state was written by a newer Burst (schema {version}; this one knows {versionKnown}). " +
                "Run the newer version, or restore a backup made before the upgrade.");
        }

        if (version == 0 && connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master") > 0)
            throw new StateStoreOpenException($"{databaseFile} is a database of another program; name another folder for the state.");
    }

    /// <returns>The version found.</returns>
    public static long Apply(SqliteConnection connection, ImmutableArray<string> steps)
    {
        var found = ReadVersion(connection);
        using var transaction = new WriteTransaction(connection);
        for (var version = (int)found; version < steps.Length; version++)
            transaction.Run(() => connection.Execute($"{steps[version]}\nPRAGMA user_version={version + 1};"));
        return found;
    }
}
