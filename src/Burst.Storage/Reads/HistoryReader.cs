using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Reads;

/// <summary>The queries on events, decisions and audit. Each is served by an index, and a test holds them to it.</summary>
internal static class HistoryReader
{
    /// <summary>The most rows one query may ask for.</summary>
    public const int RowsMax = 5000;

    public const string NewestPodSql =
        "SELECT pod_uid FROM decisions WHERE namespace = @podNamespace AND pod_name = @podName ORDER BY id DESC LIMIT 1";

    public const string DecisionsSql =
        "SELECT json FROM decisions WHERE pod_uid = @uid AND namespace = @podNamespace ORDER BY id DESC LIMIT @limit";

    public const string AuditSql = "SELECT at, user, verb, path, status FROM audit ORDER BY id DESC LIMIT @limit";

    public static IReadOnlyList<ClusterEvent> Events(SqliteConnection connection, EventQuery query)
    {
        RequireLimit(query.Limit);
        return connection
            .Query<(long Sequence, string Json)>(EventsSql(query), query)
            .Select(row => StoredJson.Event(row.Json) with { Sequence = row.Sequence })
            .ToList();
    }

    /// <summary>The name goes first: a pod may be named like a GUID.</summary>
    public static IReadOnlyList<PlacementDecision> Decisions(SqliteConnection connection, string podNamespace, string podName, int limit)
    {
        RequireLimit(limit);
        var uid = connection.ExecuteScalar<string?>(NewestPodSql, new { podNamespace, podName })
            ?? (Guid.TryParse(podName, out var id) ? PodUid.From(id).Value : null);
        return uid is null
            ? []
            : connection.Query<string>(DecisionsSql, new { uid, podNamespace, limit }).Select(StoredJson.Decision).ToList();
    }

    public static IReadOnlyList<AuditEntry> Audit(SqliteConnection connection, int limit)
    {
        RequireLimit(limit);
        return connection
            .Query<(long At, string User, string Verb, string Path, long Status)>(AuditSql, new { limit })
            .Select(row => new AuditEntry(DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.User, row.Verb, row.Path, (int)row.Status))
            .ToList();
    }

    public static string EventsSql(EventQuery query)
    {
        var sql = "SELECT sequence, json FROM events WHERE sequence > @AfterSequence";
        if (query.Namespace.Length > 0)
            sql += " AND namespace = @Namespace";
        if (query.Name.Length > 0)
            sql += " AND name = @Name";
        if (query.Uid.Length > 0)
            sql += " AND uid = @Uid";
        return sql + " ORDER BY sequence DESC LIMIT @Limit";
    }

    private static void RequireLimit(int limit)
    {
        if (limit is < 1 or > RowsMax)
            throw new ArgumentOutOfRangeException(nameof(limit), limit, $"A query returns 1 to {RowsMax} rows.");
    }
}
