using System.Text.Json;
using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Objects;
using Burst.Core.Serialization;
using Burst.Core.Storage;
using Burst.Storage.Secrets;
using Burst.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Commits;

/// <summary>Writes a commit with statements prepared once. The caller holds the transaction.</summary>
internal sealed class CommitWriter(SqliteConnection connection, SecretSeal seal) : IDisposable
{
    private readonly JsonAhead<object> _json = new(WriteJson);
    private readonly Statement _setVersion = new(connection, "UPDATE meta SET value = $1 WHERE name = 'resource-version'", 1);
    private readonly Statement _readVersion = new(connection, "SELECT value FROM meta WHERE name = 'resource-version'");

    private readonly ObjectRows _objects = new(connection);

    /// <summary>What <see cref="UsageRecord.IsFinal"/> is left as it is.</summary>
    private readonly Statement _putUsage = new(
        connection,
        """
        INSERT INTO usage (id, started_at, ended_at, json) VALUES ($1, $2, $3, $4)
        ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at, json = excluded.json
            WHERE usage.id NOT GLOB 'stray/*' OR usage.ended_at IS NULL OR usage.ended_at <= usage.started_at
        """,
        4);

    private readonly Statement _putSetting = new(
        connection, "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", 2);

    private readonly Statement _removeSetting = new(connection, "DELETE FROM settings WHERE name = $1", 1);

    private readonly Statement _addEvent = new(
        connection,
        "INSERT INTO events (at, reason, severity, kind, namespace, name, uid, json) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        8);

    private readonly Statement _addDecision = new(
        connection, "INSERT INTO decisions (at, namespace, pod_name, pod_uid, json) VALUES ($1, $2, $3, $4, $5)", 5);

    private readonly Statement _addAudit = new(
        connection, "INSERT INTO audit (at, user, verb, path, status) VALUES ($1, $2, $3, $4, $5)", 5);

    /// <returns>The new resource version.</returns>
    public long Write(StateCommit commit)
    {
        var current = _readVersion.ReadNumber()!.Value;
        StaleCommitException.ThrowIfStale(commit.ExpectedVersion, current);
        var version = current + 1;
        _objects.Begin(current);
        _setVersion.Execute(version);
        foreach (var (row, json) in _json.Read([.. LastOfEachObject(commit.Changes), .. commit.Events, .. commit.Decisions]))
            Write(row, version, SqlValue.Utf8(json));
        foreach (var entry in commit.Audit)
            _addAudit.Execute(entry.At.ToUnixTimeMilliseconds(), entry.User, entry.Verb, entry.Path, (long)entry.Status);
        _objects.End(version);
        return version;
    }

    /// <summary>Another may have written since.</summary>
    public void Forget() => _objects.Forget();

    public void Dispose()
    {
        Statement[] statements =
        [
            _setVersion, _readVersion, _putUsage, _putSetting, _removeSetting,
            _addEvent, _addDecision, _addAudit,
        ];
        foreach (var statement in statements)
            statement.Dispose();
        _objects.Dispose();
    }

    /// <summary>Nothing for a secret, which is sealed instead.</summary>
    private static void WriteJson(Utf8JsonWriter writer, object row)
    {
        switch (row)
        {
            case Change.Put { Object: not Secret and var item }:
                JsonSerializer.Serialize(writer, item, CoreJson.Default.ClusterObject);
                break;
            case Change.PutUsage { Record: var record }:
                JsonSerializer.Serialize(writer, record, CoreJson.Default.UsageRecord);
                break;
            case ClusterEvent entry:
                JsonSerializer.Serialize(writer, entry, CoreJson.Default.ClusterEvent);
                break;
            case PlacementDecision decision:
                JsonSerializer.Serialize(writer, decision, CoreJson.Default.PlacementDecision);
                break;
        }
    }

    private void Write(object row, long version, SqlValue json)
    {
        switch (row)
        {
            case Change change:
                Apply(change, version, json);
                break;
            case ClusterEvent entry:
                Add(entry, json);
                break;
            case PlacementDecision decision:
                Add(decision, json);
                break;
        }
    }

    /// <summary>Without what a later change of the same commit replaces: a pod that is made and placed in one step is written once.</summary>
    private static IEnumerable<Change> LastOfEachObject(IReadOnlyList<Change> changes)
    {
        var last = new Dictionary<ObjectKey, int>(changes.Count);
        for (var index = 0; index < changes.Count; index++)
        {
            if (FindObject(changes[index]) is { } key)
                last[key] = index;
        }

        return changes.Where((change, index) => FindObject(change) is not { } key || last[key] == index);
    }

    private static ObjectKey? FindObject(Change change) => change switch
    {
        Change.Put { Object.Key: var key } => key,
        Change.Remove { Key: var key } => key,
        _ => null,
    };

    private void Apply(Change change, long version, SqlValue json)
    {
        switch (change)
        {
            case Change.Put put:
                Put(put.Object, version, json);
                break;
            case Change.Remove { Key: var key }:
                _objects.Remove(key);
                break;
            case Change.PutUsage { Record: var record }:
                PutUsage(record, json);
                break;
            case Change.PutSetting { Value: null } removed:
                _removeSetting.Execute(removed.Name);
                break;
            case Change.PutSetting setting:
                _putSetting.Execute(setting.Name, setting.Value);
                break;
            default:
                throw new InvalidOperationException($"{change.GetType().Name} is not a change this store can write.");
        }
    }

    private void Put(ClusterObject item, long version, SqlValue json)
    {
        var box = item is Secret secret ? seal.Seal(secret) : null;
        _objects.Put(item.Key, item.Metadata.Uid, version, box is null ? json : default, box);
    }

    private void PutUsage(UsageRecord record, SqlValue json) => _putUsage.Execute(
        record.Id,
        record.StartedAt.ToUnixTimeMilliseconds(),
        record.EndedAt?.ToUnixTimeMilliseconds(),
        json);

    private void Add(ClusterEvent entry, SqlValue json) => _addEvent.Execute(
        entry.At.ToUnixTimeMilliseconds(),
        entry.Reason,
        entry.Severity.ToString(),
        entry.Regarding.Kind.ToString(),
        entry.Regarding.Namespace,
        entry.Regarding.Name,
        entry.Uid,
        json);

    private void Add(PlacementDecision decision, SqlValue json) => _addDecision.Execute(
        decision.At.ToUnixTimeMilliseconds(),
        decision.Namespace,
        decision.PodName,
        decision.Pod.Value,
        json);
}
