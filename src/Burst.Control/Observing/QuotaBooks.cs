using Burst.Control.Loop;
using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.State;

namespace Burst.Control.Observing;

/// <summary>
/// Takes what a service says of its quotas into the record of its node: the limits, and what others use of them, which is what is used without
/// what this cluster's ledger has there.
/// </summary>
internal static class QuotaBooks
{
    /// <summary>Without effect when the heartbeat says nothing of quotas.</summary>
    public static void Observe(StateBatch batch, NodeName name, HostHeartbeat heartbeat)
    {
        if (batch.State.FindNode(name) is not { NodeKind: NodeKind.Virtual } node)
            return;
        if (heartbeat.Quota is { } said)
            Keep(batch, node, Read(batch.State, node, said) with { Problem = null });
        else if (heartbeat.QuotaProblem is { } problem)
            Keep(batch, node, (node.Quota ?? new NodeQuota()) with { Problem = problem });
    }

    private static void Keep(StateBatch batch, Node node, NodeQuota quota)
    {
        var wasReadable = node.Quota is null ? (bool?)null : node.Quota.Problem is null;
        var isReadable = quota.Problem is null;
        if (wasReadable != isReadable)
            quota = quota with { Since = batch.Now };
        else if (quota == node.Quota! with { Problem = quota.Problem })
            return; // The words of a problem may differ from try to try.
        batch.Put(node with { Quota = quota, Shortages = HasMore(node.Quota, quota) ? [.. node.Shortages.Where(shortage => !shortage.IsQuota)] : node.Shortages });
        if (wasReadable != isReadable && (!isReadable || wasReadable is false))
            Tell(batch, node, quota);
        if (node.Quota is { } before && Limits(before) is { } old && Limits(quota) is { } now && old != now)
            batch.Event(node, EventSeverity.Normal, "QuotaChanged", $"The service's quotas are {now} now; they were {old}.");
    }

    /// <summary>What was refused by a quota may be asked for again once the service leaves more than it did.</summary>
    private static bool HasMore(NodeQuota? before, NodeQuota now)
    {
        return before is not null
            && (IsMore(before.Groups, now.Groups) || IsMore(before.CpuMillis, now.CpuMillis) || IsMore(before.SpotCpuMillis, now.SpotCpuMillis));

        static bool IsMore(QuotaShare? before, QuotaShare? now) => before is { } old && now is { } share && share.Ours > old.Ours;
    }

    private static void Tell(StateBatch batch, Node node, NodeQuota quota)
    {
        if (quota.Problem is { } problem)
            batch.Event(node, EventSeverity.Warning, "QuotaUnknown", $"The service's quotas cannot be read, so the last ones known, or else those configured, go on to count: {problem}");
        else
            batch.Event(node, EventSeverity.Normal, "QuotaKnown", "The service's quotas can be read again.");
    }

    private static string? Limits(NodeQuota quota)
    {
        List<string> limits = [];
        if (quota.Groups is { } groups)
            limits.Add($"{groups.Limit} groups");
        if (quota.CpuMillis is { } cores)
            limits.Add($"{cores.Limit / 1000m:0.##} cores");
        if (quota.SpotCpuMillis is { } spot)
            limits.Add($"{spot.Limit / 1000m:0.##} Spot cores");
        return limits.Count == 0 ? null : string.Join(", ", limits);
    }

    private static NodeQuota Read(ClusterState state, Node node, ServiceQuota said)
    {
        var mine = default(VirtualCapacity);
        foreach (var sharer in state.SharersOf(node))
            mine += state.LoadOf(sharer.Name).Held;

        var before = node.Quota ?? new NodeQuota();
        return before with
        {
            Groups = QuotaShare.Read(said.Groups, mine.Groups, before.Groups),
            CpuMillis = QuotaShare.Read(said.CpuMillis, mine.CpuMillis, before.CpuMillis),
            SpotCpuMillis = QuotaShare.Read(said.SpotCpuMillis, mine.SpotCpuMillis, before.SpotCpuMillis),
        };
    }
}
