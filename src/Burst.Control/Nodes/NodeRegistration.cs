using Burst.Core.Ledger;
using Burst.Core.Nodes;
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
        return new StateCommit { Changes = changes };
    }

    /// <summary>Where flags and configuration differ from the record, in words; empty when they agree.</summary>
    public static IReadOnlyList<string> Differences(Node recorded, Node configured)
    {
        var differences = new List<string>();
        Compare("size", recorded.Size, configured.Size);
        Compare("region", recorded.Region, configured.Region);
        Compare("tiers", string.Join(",", recorded.Tiers), string.Join(",", configured.Tiers));
        Compare("reserved years", recorded.ReservedYears?.ToString() ?? "none", configured.ReservedYears?.ToString() ?? "none");
        return differences;

        void Compare(string what, string known, string asked)
        {
            if (known != asked)
                differences.Add($"node {recorded.Name}: {what} is {known} in the store and {asked} in the configuration; the store wins");
        }
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
