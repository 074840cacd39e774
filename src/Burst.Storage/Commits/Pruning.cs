using Burst.Core.Ledger;
using Burst.Core.Storage;
using Burst.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Commits;

/// <summary>
/// Keeps history within its bounds, a small batch at a time. Only the oldest rows go, so the numbers of those that stay have
/// no gaps, and how many there are follows from the newest number without counting. Usage that goes on is never touched; of a
/// pod's that has ended sums take the place first.
/// </summary>
internal sealed class Pruning(SqliteConnection connection, StateStoreOptions options) : IDisposable
{
    /// <summary>Rows of one table that go at once, unless a commit adds more than that.</summary>
    public const int BatchRows = 500;

    /// <summary>Uptimes of nodes, which are not summed: their pods' sums share their cost. They go when those sums do.</summary>
    public const string UsageSql =
        "DELETE FROM usage WHERE id IN (SELECT id FROM usage WHERE ended_at IS NOT NULL AND ended_at < $1 ORDER BY ended_at LIMIT $2)";

    public const string SumsSql =
        """
        DELETE FROM usage_sums WHERE (starts_at, terms) IN (
            SELECT starts_at, terms FROM usage_sums WHERE starts_at < $1 ORDER BY starts_at LIMIT $2)
        """;

    private readonly Statement _allow = new(connection, "UPDATE meta SET value = $1 WHERE name = 'pruning'", 1);

    private readonly Statement _events = new(connection, OldestFirst("events", "sequence"), 2);
    private readonly Statement _decisions = new(connection, OldestFirst("decisions", "id"), 2);
    private readonly Statement _audit = new(connection, OldestFirst("audit", "id"), 2);

    private readonly Statement _usage = new(connection, UsageSql, 2);
    private readonly Statement _sums = new(connection, SumsSql, 2);
    private readonly UsageRollUp _rollUp = new(connection, options);

    /// <summary>Only the tables the commit made longer; at least as many rows as it added.</summary>
    public void After(StateCommit commit, DateTimeOffset now)
    {
        var addsUsage = commit.Changes.Any(change => change is Change.PutUsage);
        if (commit.Events.Count + commit.Decisions.Count + commit.Audit.Count == 0 && !addsUsage)
            return;
        _allow.Execute(1L);
        if (commit.Events.Count > 0)
            _events.Execute((long)options.EventsMax, Batch(commit.Events.Count));
        if (commit.Decisions.Count > 0)
            _decisions.Execute((long)options.DecisionsMax, Batch(commit.Decisions.Count));
        if (commit.Audit.Count > 0)
            _audit.Execute((long)options.AuditMax, Batch(commit.Audit.Count));
        if (addsUsage)
            Usage(now, Batch(commit.Changes.Count));
        _allow.Execute(0L);
    }

    /// <summary>One batch of every table.</summary>
    /// <returns>How many rows went; 0 when everything is within its bounds.</returns>
    public int Once(DateTimeOffset now)
    {
        _allow.Execute(1L);
        var rows = _events.Execute((long)options.EventsMax, (long)BatchRows)
            + _decisions.Execute((long)options.DecisionsMax, (long)BatchRows)
            + _audit.Execute((long)options.AuditMax, (long)BatchRows)
            + Usage(now, BatchRows);
        _allow.Execute(0L);
        return rows;
    }

    public void Dispose()
    {
        _allow.Dispose();
        _events.Dispose();
        _decisions.Dispose();
        _audit.Dispose();
        _usage.Dispose();
        _sums.Dispose();
        _rollUp.Dispose();
    }

    private static string OldestFirst(string table, string number) =>
        $"""
        DELETE FROM {table} WHERE {number} IN (
            SELECT {number} FROM {table} WHERE {number} <= (SELECT max({number}) FROM {table}) - $1 ORDER BY {number} LIMIT $2)
        """;

    private static long Batch(int added) => Math.Max(BatchRows, 2L * added);

    private int Usage(DateTimeOffset now, long rows)
    {
        var keptFrom = new UsagePeriods(options.UsagePeriod).BeginningOf(now - options.UsageSumRetention);
        return _rollUp.Once(now, keptFrom, rows)
            + _usage.Execute(keptFrom.ToUnixTimeMilliseconds(), rows)
            + _sums.Execute(keptFrom.ToUnixTimeMilliseconds(), rows);
    }
}
