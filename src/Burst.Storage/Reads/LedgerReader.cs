using Burst.Core.Ledger;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Reads;

/// <summary>Reads records and sums from one snapshot: between two, a record could become part of a sum and be missed, or be seen twice.</summary>
internal static class LedgerReader
{
    public const string SumsSql =
        """
        SELECT starts_at AS StartsAt, ends_at AS EndsAt, terms AS Terms, pods AS Pods, begun AS Begun, millis AS Millis,
            started_seconds_millis AS StartedSecondsMillis, uptime_millis AS UptimeMillis
        FROM usage_sums WHERE starts_at > @since - 86400000 AND ends_at > @since ORDER BY starts_at, terms
        """;

    public static UsageLedger Read(SqliteConnection connection, DateTimeOffset since)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        var sums = ReadSums(connection, snapshot, since);
        var from = sums.Count > 0 && sums[0].From < since ? sums[0].From : since;
        return new UsageLedger(UsageReader.Read(connection, UsageReader.SinceSql, from, snapshot), sums);
    }

    /// <summary>Terms come again day after day; each is read once.</summary>
    private static List<UsageSum> ReadSums(SqliteConnection connection, SqliteTransaction snapshot, DateTimeOffset since)
    {
        var terms = new Dictionary<string, UsageTerms>(StringComparer.Ordinal);
        return connection
            .Query<Row>(SumsSql, new { since = since.ToUnixTimeMilliseconds() }, snapshot)
            .Select(ToSum)
            .ToList();

        UsageSum ToSum(Row row)
        {
            if (!terms.TryGetValue(row.Terms, out var known))
                terms.Add(row.Terms, known = StoredJson.Terms(row.Terms));
            return new UsageSum(
                DateTimeOffset.FromUnixTimeMilliseconds(row.StartsAt), DateTimeOffset.FromUnixTimeMilliseconds(row.EndsAt), known,
                row.Pods, row.Begun, row.Millis, row.StartedSecondsMillis, row.UptimeMillis);
        }
    }

    private sealed record Row(
        long StartsAt, long EndsAt, string Terms, long Pods, long Begun, long Millis, long StartedSecondsMillis, long UptimeMillis);
}
