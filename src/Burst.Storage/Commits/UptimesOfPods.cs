using Burst.Core.Ids;
using Burst.Core.Ledger;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Commits;

/// <summary>The uptimes of the VM nodes that some pods ran on, read once for each node.</summary>
internal sealed class UptimesOfPods(SqliteConnection connection, IReadOnlyList<UsageRecord> pods)
{
    /// <summary>The ids of a node's uptimes begin with its name, and '0' comes after '/'.</summary>
    public const string Sql =
        """
        SELECT json FROM usage WHERE id >= 'node/' || @node || '/' AND id < 'node/' || @node || '0'
            AND started_at < @to AND (ended_at IS NULL OR ended_at > @from)
        """;

    private readonly ILookup<NodeName, UsageRecord> _podsByNode = pods.Where(pod => pod.Kind is UsageKind.PodOnVm).ToLookup(pod => pod.Node);
    private readonly Dictionary<NodeName, IReadOnlyList<UsageRecord>> _known = [];

    /// <param name="pod">One of the pods.</param>
    public IReadOnlyList<UsageRecord> Of(UsageRecord pod)
    {
        if (pod.Kind is not UsageKind.PodOnVm)
            return [];
        if (!_known.TryGetValue(pod.Node, out var uptimes))
            _known.Add(pod.Node, uptimes = Read(pod.Node, [.. _podsByNode[pod.Node]]));
        return uptimes;
    }

    private List<UsageRecord> Read(NodeName node, UsageRecord[] onNode)
    {
        var from = onNode.Min(pod => pod.StartedAt).ToUnixTimeMilliseconds();
        var to = onNode.Max(pod => pod.EndedAt!.Value).ToUnixTimeMilliseconds();
        return [.. connection
            .Query<string>(Sql, new { node = node.Value, from, to })
            .Select(ReadableUsage.Find)
            .OfType<UsageRecord>()];
    }
}
