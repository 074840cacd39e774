using Burst.Core.Nodes;
using Burst.Core.State;
using Burst.Core.Units;

namespace Burst.Api.Kinds;

/// <summary>
/// What a node may hold now, as readers see it: a machine what it has, of which pods may have <see cref="Node.Allocatable"/>; a virtual node what it was given, and no more than the quotas of its
/// service leave to it.
/// </summary>
public static class NodeCapacity
{
    public static (Resources Amount, int Pods) Of(ClusterState state, Node node)
    {
        if (node.NodeKind == NodeKind.Vm)
            return (node.Machine?.Total ?? node.Capacity, node.PodsMax);
        var capacity = state.CapacityOf(node);
        var cpuMillis = 0L;
        foreach (var tier in node.Tiers)
            cpuMillis += capacity.CpuMillisOf(tier);

        // ACI has no quota of memory: it is in proportion to the cores.
        var memoryMib = node.Capacity.CpuMillis == 0 ? 0 : (long)((decimal)node.Capacity.MemoryMib * cpuMillis / node.Capacity.CpuMillis);
        return (new Resources(cpuMillis, memoryMib), capacity.Groups);
    }
}
