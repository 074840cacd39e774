using System.Security.Cryptography;
using System.Text.Json;
using Burst.Core.Objects;
using Burst.Core.Serialization;
using Burst.Storage.Secrets;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Reads;

/// <summary>A row of the table of objects as it was read; a secret has a sealed form and no JSON.</summary>
internal sealed record ObjectRow(string Kind, string Namespace, string Name, string Uid, long ResourceVersion, byte[]? Json, byte[]? Sealed)
{
    /// <summary>Of all objects.</summary>
    public const string Sql = "SELECT kind, namespace, name, uid, resource_version, json, sealed FROM objects";

    public static ObjectRow Of(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), BytesOf(row, 5), BytesOf(row, 6));

    public static IEnumerable<ObjectRow> ReadAll(SqliteDataReader row)
    {
        while (row.Read())
            yield return Of(row);
    }

    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public ClusterObject Open(SecretSeal seal)
    {
        try
        {
            var item = Sealed is null ? JsonSerializer.Deserialize(Json, CoreJson.Default.ClusterObject)! : seal.Open(Sealed, Uid, Namespace, Name);
            return item with { Metadata = item.Metadata with { ResourceVersion = ResourceVersion } };
        }
        catch (Exception error) when (error is JsonException or FormatException or NotSupportedException or CryptographicException)
        {
            var cause = error is CryptographicException ? "it was sealed with another key, or altered" : error.Message;
            throw new InvalidDataException($"The stored {Kind} {Namespace}/{Name} cannot be read: {cause}", error);
        }
    }

    private static byte[]? BytesOf(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
