using Burst.Core.Ids;
using Burst.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Commits;

/// <summary>
/// The rows of objects, and which is whose: the table has no index by name. That is read when it is first needed, and again when the state is not at the version
/// that was written last: something was taken back, or another store has written.
/// </summary>
internal sealed class ObjectRows(SqliteConnection connection) : IDisposable
{
    private const string KeysSql = "SELECT id, kind, namespace, name FROM objects";

    private readonly Dictionary<ObjectKey, long> rows = [];

    private readonly Statement _add = new(
        connection,
        "INSERT INTO objects (id, kind, namespace, name, uid, resource_version, json, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        8);

    private readonly Statement _change = new(
        connection, "UPDATE objects SET uid = $1, resource_version = $2, json = $3, sealed = $4 WHERE id = $5", 5);

    private readonly Statement _remove = new(connection, "DELETE FROM objects WHERE id = $1", 1);

    /// <summary>The version that <see cref="rows"/> are of; null while they are read or written.</summary>
    private long? of;
    private long last;

    /// <param name="version">Of the state, before the commit.</param>
    /// <exception cref="InvalidDataException">An object is there twice.</exception>
    public void Begin(long version)
    {
        if (of != version)
            Read();
        of = null;
    }

    public void End(long version) => of = version;

    public void Forget() => of = null;

    public void Put(ObjectKey key, string uid, long version, SqlValue json, SqlValue box)
    {
        if (rows.TryGetValue(key, out var row))
        {
            if (_change.Execute(uid, version, json, box, row) != 1)
                throw new InvalidDataException($"The row of the stored {key} is gone: something else has written to the database.");
            return;
        }

        _add.Execute(last + 1, key.Kind.ToString(), key.Namespace, key.Name, uid, version, json, box);
        rows.Add(key, ++last);
    }

    /// <summary>Nothing where there is none.</summary>
    public void Remove(ObjectKey key)
    {
        if (rows.Remove(key, out var row))
            _remove.Execute(row);
    }

    public void Dispose()
    {
        _add.Dispose();
        _change.Dispose();
        _remove.Dispose();
    }

    private void Read()
    {
        of = null;
        rows.Clear();
        last = 0;
        using var command = new SqliteCommand(KeysSql, connection);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var key = new ObjectKey(Enum.Parse<ObjectKind>(row.GetString(1)), row.GetString(2), row.GetString(3));
            if (!rows.TryAdd(key, row.GetInt64(0)))
                throw new InvalidDataException($"The stored {key} is there twice.");
            last = Math.Max(last, row.GetInt64(0));
        }
    }
}
