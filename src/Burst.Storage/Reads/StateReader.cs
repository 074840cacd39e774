using System.Security.Cryptography;
using System.Text.Json;
using Burst.Core.Objects;
using Burst.Core.Serialization;
using Burst.Core.Storage;
using Burst.Storage.Secrets;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Reads;

/// <summary>Reads the whole current state from one snapshot of the database.</summary>
internal static class StateReader
{
    public const string SecretSql = ObjectsSql + " WHERE kind = 'Secret' LIMIT 1";

    private const string ObjectsSql = "SELECT kind, namespace, name, uid, resource_version, json, sealed FROM objects";

    public static StoredState Read(SqliteConnection connection, SecretSeal seal)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        var version = connection.ExecuteScalar<long>("SELECT value FROM meta WHERE name = 'resource-version'", transaction: snapshot);
        var objects = ReadObjects(connection, snapshot, seal);
        objects.Sort((left, right) => left.Key.CompareTo(right.Key));
        RequireEachOnce(objects);
        var usage = connection
            .Query<string>("SELECT json FROM usage WHERE ended_at IS NULL ORDER BY started_at, id", transaction: snapshot)
            .Select(StoredJson.Usage)
            .ToList();
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
            ReadObject(row, seal);
    }

    private static List<ClusterObject> ReadObjects(SqliteConnection connection, SqliteTransaction snapshot, SecretSeal seal)
    {
        using var command = new SqliteCommand(ObjectsSql, connection, snapshot);
        using var row = command.ExecuteReader();
        var objects = new List<ClusterObject>();
        while (row.Read())
            objects.Add(ReadObject(row, seal));
        return objects;
    }

    /// <summary>The table has no index by name that would see to it.</summary>
    private static void RequireEachOnce(List<ClusterObject> inOrder)
    {
        for (var index = 1; index < inOrder.Count; index++)
        {
            if (inOrder[index].Key == inOrder[index - 1].Key)
                throw new InvalidDataException($"The stored {inOrder[index].Key} is there twice.");
        }
    }

    private static ClusterObject ReadObject(SqliteDataReader row, SecretSeal seal)
    {
        var (objectNamespace, name) = (row.GetString(1), row.GetString(2));
        try
        {
            var item = row.IsDBNull(6)
                ? JsonSerializer.Deserialize(row.GetString(5), CoreJson.Default.ClusterObject)!
                : seal.Open(row.GetFieldValue<byte[]>(6), row.GetString(3), objectNamespace, name);
            return item with { Metadata = item.Metadata with { ResourceVersion = row.GetInt64(4) } };
        }
        catch (Exception error) when (error is JsonException or FormatException or NotSupportedException or CryptographicException)
        {
            var cause = error is CryptographicException ? "it was sealed with another key, or altered" : error.Message;
            throw new InvalidDataException($"The stored {row.GetString(0)} {objectNamespace}/{name} cannot be read: {cause}", error);
        }
    }
}
