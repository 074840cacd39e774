using Burst.Core.Events;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Pricing;
using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Control.Nodes;

/// <summary>
/// Puts nodes on record. What the store knows of a node wins; a VM node's uptime goes on the books when it joins and is closed
/// when it leaves.
/// </summary>
public static class NodeRegistration
{
    private const string NodeRemoved = "NodeRemoved";

    /// <exception cref="InvalidOperationException">A VM node's size and tier have no price here; the message says what is missing.</exception>
    public static StateCommit Register(ClusterState state, Node node, IPriceCatalog prices, DateTimeOffset now)
    {
        if (state.FindNode(node.Name) is not null)
            return new StateCommit();
        var changes = new List<Change> { new Change.Put(node with { Metadata = node.Metadata with { CreatedAt = now } }) };
        if (node.NodeKind == NodeKind.Vm)
            changes.Add(new Change.PutUsage(Uptime(node, prices, now)));
        return new StateCommit { Changes = changes };
    }

    /// <summary>Takes a node off the books. Refusing while it has pods is the caller's part.</summary>
    public static StateCommit Remove(ClusterState state, Node node, DateTimeOffset now)
    {
        var changes = new List<Change> { new Change.Remove(node.Key) };
        if (state.FindOpenUsage(UsageRecord.IdOf(node.Name, node.Metadata.CreatedAt)) is { } uptime)
            changes.Add(new Change.PutUsage(uptime with { EndedAt = now }));
        if (node.Aci is { } aci)
            changes.Add(RetiredPlaces.Add(state, new RetiredPlace(node.Metadata.Name, aci, now)));
        return new StateCommit { Changes = changes };
    }

    /// <summary>
    /// Takes a machine that will not come back off the books, and with it what was on it. Since when it has run nothing is not
    /// known; all usage ends when it ceased to be Ready. Refusing for a node whose pods can still run is the caller's part.
    /// </summary>
    public static StateCommit RemoveLost(ClusterState state, Node node, DateTimeOffset now)
    {
        var changes = new List<Change> { new Change.Remove(node.Key) };
        var events = new List<ClusterEvent>();
        var message = $"Node {node.Name} was removed by force; it was not Ready since {node.Readiness.Since:u}.";
        Close(state, changes, UsageRecord.IdOf(node.Name, node.Metadata.CreatedAt), node.Readiness.Since);
        foreach (var pod in state.LoadOf(node.Name).Pods.Select(uid => state.FindPod(uid)!))
        {
            changes.Add(new Change.Put(Abandon(pod, message, now)));
            Close(state, changes, UsageRecord.IdOf(pod.Uid), node.Readiness.Since);
            events.Add(ClusterEvent.About(pod, now, EventSeverity.Warning, NodeRemoved, message));
        }

        events.Add(ClusterEvent.About(node, now, EventSeverity.Warning, NodeRemoved, message));
        return new StateCommit { Changes = changes, Events = events };
    }

    /// <summary>Where flags and configuration differ from the record, in words; empty when they agree.</summary>
    public static IReadOnlyList<string> Differences(Node recorded, Node configured)
    {
        var differences = new List<string>();
        Compare("size", recorded.Size, configured.Size);
        Compare("region", recorded.Region, configured.Region);
        Compare("tiers", string.Join(",", recorded.Tiers), string.Join(",", configured.Tiers));
        Compare("reserved years", Text(recorded.ReservedYears), Text(configured.ReservedYears));
        Compare("endpoint", Text(recorded.Aci?.Endpoint), Text(configured.Aci?.Endpoint));
        Compare("subscription", Text(recorded.Aci?.Subscription), Text(configured.Aci?.Subscription));
        Compare("resource group", Text(recorded.Aci?.ResourceGroup), Text(configured.Aci?.ResourceGroup));
        Compare("audience", Text(recorded.Aci?.Audience), Text(configured.Aci?.Audience));
        Compare("subnet", Text(recorded.Aci?.SubnetId), Text(configured.Aci?.SubnetId));
        Compare("credential", recorded.Aci?.Credential?.Text ?? "default", configured.Aci?.Credential?.Text ?? "default");
        Compare("authorityHost", Text(recorded.Aci?.AuthorityHost?.ToString()), Text(configured.Aci?.AuthorityHost?.ToString()));
        Compare("credentialFile", Text(recorded.Aci?.Credential?.File), Text(configured.Aci?.Credential?.File));
        Compare("identity", Text(recorded.Aci?.IdentityId), Text(configured.Aci?.IdentityId));
        Compare("order", Text(recorded.Order), Text(configured.Order));
        Compare("weight", Text(recorded.Weight), Text(configured.Weight));
        Compare("reserve", Text(recorded.Reserve), Text(configured.Reserve));
        if (recorded.NodeKind == NodeKind.Vm)
            Compare("max pods", Text(recorded.PodsMax), Text(configured.PodsMax));
        Compare("resources", Text(recorded.ScalarCapacity), Text(configured.ScalarCapacity));
        Compare("taints", string.Join(",", recorded.Taints), string.Join(",", configured.Taints));
        Compare("docker engine", Text(recorded.Docker), Text(configured.Docker));
        Compare("zone", Text(recorded.Aci?.Zone), Text(configured.Aci?.Zone));
        return differences;

        static string Text(object? value) => value?.ToString() ?? "none";

        void Compare(string what, string known, string asked)
        {
            if (known != asked)
                differences.Add($"node {recorded.Name}: {what} is {known} in the store and {asked} in the configuration; the store wins");
        }
    }

    private static void Close(ClusterState state, List<Change> changes, string usage, DateTimeOffset notReadySince)
    {
        if (state.FindOpenUsage(usage) is { } open)
            changes.Add(new Change.PutUsage(open with { EndedAt = notReadySince > open.StartedAt ? notReadySince : open.StartedAt }));
    }

    /// <summary>What an owner has replaced, or will, is lost: it stands for no failure, and leaves the record by itself.</summary>
    private static Pod Abandon(Pod pod, string message, DateTimeOffset now)
    {
        var gone = pod with { HostState = HostState.Gone, HostStateSince = now, HostAttempts = 0, HostRetryAt = null };
        return pod.IsTerminal
            ? gone
            : gone with
            {
                Phase = PodPhase.Failed,
                Reason = NodeRemoved,
                Message = message,
                FinishedAt = now,
                IsLost = pod.Owner is not null,
            };
    }

    private static UsageRecord Uptime(Node node, IPriceCatalog prices, DateTimeOffset now)
    {
        var quote = prices.QuoteVm(node.Region, node.Size, node.Tiers[0], node.ReservedYears);
        return new UsageRecord
        {
            Id = UsageRecord.IdOf(node.Name, now),
            Kind = UsageKind.VmNode,
            Node = node.Name,
            Tier = node.Tiers[0],
            Region = node.Region,
            VmSize = node.Size,
            Requested = node.Capacity,
            Rates = quote.Rates ?? throw new InvalidOperationException($"Node {node.Name} cannot be priced: {quote.Refusal}"),
            StartedAt = now,
        };
    }
}
