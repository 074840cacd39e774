using System.Text.Json;
using Burst.Core.Ledger;
using Burst.Core.Serialization;
using Burst.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Commits;

/// <summary>
/// Puts sums in the place of single records of pods that ended before the retention, oldest first, in the transaction of the caller:
/// at any instant a use is in a record or in the sums, whenever the process dies. Pruning has to be allowed by then.
/// </summary>
internal sealed class UsageRollUp(SqliteConnection connection, StateStoreOptions options) : IDisposable
{
    /// <summary>Parts that one batch makes, give or take one record's: a pod that ran for a year has one for each of its days.</summary>
    public const int PartsMax = 2000;

    /// <summary>
    /// A clock that was set back may have begun a record after its end, so the start counts too. Strays stay single: one that has ended
    /// and is still there, as while its delete is refused, is put again at every sight, and once summed it would be counted again.
    /// </summary>
    public const string OldestSql =
        """
        SELECT json FROM usage
        WHERE ended_at IS NOT NULL AND ended_at < @before AND started_at < @before AND id NOT GLOB 'node/*' AND id NOT GLOB 'stray/*'
        ORDER BY ended_at LIMIT @rows
        """;

    private readonly UsagePeriods _periods = new(options.UsagePeriod);
    private readonly Statement _remove = new(connection, "DELETE FROM usage WHERE id = $1", 1);

    private readonly Statement _add = new(
        connection,
        """
        INSERT INTO usage_sums (starts_at, terms, ends_at, pods, begun, millis, started_seconds_millis, uptime_millis)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (starts_at, terms) DO UPDATE SET
            pods = pods + excluded.pods, begun = begun + excluded.begun, millis = millis + excluded.millis,
            started_seconds_millis = started_seconds_millis + excluded.started_seconds_millis,
            uptime_millis = uptime_millis + excluded.uptime_millis
        """,
        8);

    /// <summary>One batch of at most so many records.</summary>
    /// <param name="now">What ended in a period that ended longer ago than the retention is summed.</param>
    /// <param name="keptFrom">Older sums are not kept, and not made.</param>
    /// <param name="rows">The most records.</param>
    /// <returns>How many records went.</returns>
    public int Once(DateTimeOffset now, DateTimeOffset keptFrom, long rows)
    {
        var before = _periods.BeginningOf(now - options.UsageRetention).ToUnixTimeMilliseconds();
        var oldest = connection.Query<string>(OldestSql, new { before, rows }).AsList();
        if (oldest.Count == 0)
            return 0;
        var pods = oldest.Select(ReadableUsage.Find).OfType<UsageRecord>().Where(pod => pod.EndedAt is not null).ToList();
        var uptimes = new UptimesOfPods(connection, pods);
        var summation = new UsageSummation(_periods, keptFrom);
        var gone = 0;
        foreach (var pod in pods.TakeWhile(_ => summation.Parts < PartsMax))
        {
            // A refused create was no use of anything; it goes without a trace.
            if (pod.Kind is not UsageKind.RefusedCreate)
                summation.Add(pod, uptimes.Of(pod));
            gone += _remove.Execute(pod.Id);
        }

        foreach (var sum in summation.Sums)
            Add(sum);
        return gone;
    }

    public void Dispose()
    {
        _remove.Dispose();
        _add.Dispose();
    }

    private void Add(UsageSum sum) => _add.Execute(
        sum.From.ToUnixTimeMilliseconds(),
        JsonSerializer.Serialize(sum.Terms, CoreJson.Default.UsageTerms),
        sum.To.ToUnixTimeMilliseconds(),
        sum.Pods,
        sum.Begun,
        sum.Millis,
        sum.StartedSecondsMillis,
        sum.UptimeMillis);
}
