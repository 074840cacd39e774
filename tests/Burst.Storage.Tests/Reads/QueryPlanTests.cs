using Burst.Core.Storage;
using Burst.Storage.Commits;
using Burst.Storage.Reads;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Tests.Reads;

/// <summary>History grows to hundreds of thousands of rows; no query on it may read all of them.</summary>
public sealed class QueryPlanTests : StoreTest
{
    [Theory]
    [InlineData("", "", "", false)]
    [InlineData("default", "", "", false)]
    [InlineData("default", "a", "", false)]
    [InlineData("", "", "uid", false)]
    [InlineData("default", "a", "uid", false)]
    // One name over all namespaces: few rows, sorted afterwards.
    [InlineData("", "a", "", true)]
    public async Task Events_AreFoundByAnIndex(string inNamespace, string name, string uid, bool sorts)
    {
        var plan = await PlanAsync(HistoryReader.EventsSql(new EventQuery(inNamespace, name, uid)));

        AssertSearches(plan);
        Assert.Equal(sorts, plan.Any(step => step.Contains("TEMP B-TREE")));
    }

    [Theory]
    [InlineData(UsageReader.OpenSql)]
    [InlineData(UsageReader.EndedSql)]
    [InlineData(UsageReader.SinceSql)]
    [InlineData(LedgerReader.SumsSql)]
    [InlineData(HistoryReader.NewestPodSql)]
    [InlineData(HistoryReader.DecisionsSql)]
    public async Task OtherHistory_IsFoundByAnIndex(string sql) => AssertSearches(await PlanAsync(sql));

    [Fact]
    public async Task Audit_IsReadFromItsNewEnd()
    {
        // The whole table in the order of its key, backwards, ended by the limit: no sort before it.
        Assert.DoesNotContain("TEMP B-TREE", string.Concat(await PlanAsync(HistoryReader.AuditSql)));
    }

    [Fact]
    public async Task ASecret_IsFoundByAnIndex() => Assert.Contains("objects_sealed", string.Concat(await PlanAsync(StateReader.SecretSql)));

    [Theory]
    [InlineData(Pruning.UsageSql)]
    [InlineData(Pruning.SumsSql)]
    [InlineData(UsageRollUp.OldestSql)]
    [InlineData(UptimesOfPods.Sql)]
    public async Task Pruning_FindsOldUsageByAnIndex(string sql) => AssertSearches(await PlanAsync(sql));

    private static void AssertSearches(List<string> plan)
    {
        Assert.Contains(plan, step => step.Contains("SEARCH"));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN TABLE") || (step.StartsWith("SCAN ") && !step.Contains("SUBQUERY")));
    }

    private async Task<List<string>> PlanAsync(string sql)
    {
        await CommitOnceAsync(Pair(1));
        using var connection = OpenRaw();
        using var command = new SqliteCommand("EXPLAIN QUERY PLAN " + sql, connection);
        var steps = new List<string>();
        foreach (var parameter in System.Text.RegularExpressions.Regex.Matches(sql, @"[@$]\w+").Select(match => match.Value).Distinct())
            command.Parameters.AddWithValue(parameter, 1L);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }
}
