using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Api.Kinds;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Pricing;
using Burst.Core.State;
using Burst.Core.Units;

namespace Burst.Api.Operations;

/// <summary>One node and its load.</summary>
internal static class NodeOverview
{
    public static JsonObject Of(ClusterState state, Node node, IPriceCatalog prices)
    {
        var load = state.LoadOf(node.Name);
        var (capacity, podsMax) = NodeCapacity.Of(state, node);
        if (node.NodeKind == NodeKind.Vm)
            capacity = node.Allocatable;
        var json = new JsonObject
        {
            ["name"] = node.Metadata.Name,
            ["kind"] = node.NodeKind == NodeKind.Vm ? "vm" : "virtual",
            ["tiers"] = node.Tiers.Select(tier => tier.Value).ToJsonArray(),
            ["ready"] = node.IsReady,
            ["cordoned"] = node.IsCordoned,
            ["cpuMillis"] = Part(load.Requested.CpuMillis, capacity.CpuMillis),
            ["memoryMib"] = Part(load.Requested.MemoryMib, capacity.MemoryMib),
            ["pods"] = Part(load.Pods.Count, podsMax),
        };
        if (!node.IsReady)
            json.SetIfAny("message", node.Readiness.Message);

        // Left out where there is no price: nothing is ever guessed.
        json.SetIfAny("pricePerHour", PriceOf(state, node, prices)?.ToString());
        return json;
    }

    /// <summary>A VM costs what its uptime is booked at; a virtual node what its groups cost at the moment.</summary>
    private static Money? PriceOf(ClusterState state, Node node, IPriceCatalog prices)
    {
        if (node.NodeKind == NodeKind.Virtual)
        {
            return state.LoadOf(node.Name).Pods.Aggregate(
                Money.Zero, (sum, uid) => sum + (state.FindPod(uid)?.Placement?.PricePerHour ?? Money.Zero));
        }

        return state.FindOpenUsage(UsageRecord.IdOf(node.Name, node.Metadata.CreatedAt))?.Rates.PerNodeHour
            ?? prices.QuoteVm(node.Region, node.Size, node.Tiers[0], node.ReservedYears).Rates?.PerNodeHour;
    }

    private static JsonObject Part(long used, long capacity) => new() { ["used"] = used, ["capacity"] = capacity };
}
