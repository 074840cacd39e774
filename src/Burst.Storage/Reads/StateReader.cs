using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Storage;
using Burst.Storage.Secrets;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Reads;

/// <summary>Reads the whole current state from one snapshot of the database.</summary>
internal static class StateReader
{
    public const string SecretSql = ObjectRow.Sql + " WHERE kind = 'Secret' LIMIT 1";

    public static StoredState Read(SqliteConnection connection, SecretSeal seal)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        var version = connection.ExecuteScalar<long>("SELECT value FROM meta WHERE name = 'resource-version'", transaction: snapshot);
        var objects = ReadObjects(connection, snapshot, seal);
        var usage = UsageReader.Read(connection, UsageReader.OpenSql, null, snapshot);
        var settings = connection
            .Query<(string Name, string Value)>("SELECT name, value FROM settings", transaction: snapshot)
            .ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal);
        return new StoredState(version, objects, usage, settings);
    }

    /// <summary>True when some row can be read only with the secret key.</summary>
    public static bool HasSecrets(SqliteConnection connection) =>
        connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'objects'") > 0
        && connection.ExecuteScalar<long>($"SELECT EXISTS ({SecretSql})") > 0;

    /// <summary>Opens one secret, so that a wrong key is noticed at start and not in the middle of a load.</summary>
    public static void RequireKeyFits(SqliteConnection connection, SecretSeal seal)
    {
        using var command = new SqliteCommand(SecretSql, connection);
        using var row = command.ExecuteReader();
        if (row.Read())
            ObjectRow.Of(row).Open(seal);
    }

    private static ClusterObject[] ReadObjects(SqliteConnection connection, SqliteTransaction snapshot, SecretSeal seal)
    {
        using var command = new SqliteCommand(ObjectRow.Sql, connection, snapshot);
        using var row = command.ExecuteReader();
        var labels = new SharedLabels();
        var objects = OnAllCores.Select(ObjectRow.ReadAll(row), read => read.Open(seal)).ToArray();
        foreach (ref var item in objects.AsSpan())
            item = item with { Metadata = labels.Share(item.Metadata) };
        var keys = Array.ConvertAll(objects, static item => item.Key);
        Array.Sort(keys, objects);
        RequireEachOnce(keys);
        return objects;
    }

    /// <summary>The table has no index by name that would see to it.</summary>
    private static void RequireEachOnce(ObjectKey[] inOrder)
    {
        for (var index = 1; index < inOrder.Length; index++)
        {
            if (inOrder[index] == inOrder[index - 1])
                throw new InvalidDataException($"The stored {inOrder[index]} is there twice.");
        }
    }
}
