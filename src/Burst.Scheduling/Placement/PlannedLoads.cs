using Burst.Core.Ids;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>VM nodes as this plan's placements leave them, by free CPU, then by name. Those it has put nothing on are not here.</summary>
internal sealed class PlannedLoads
{
    private readonly SortedSet<(long FreeCpuMillis, NodeName Name)> byFree = [];
    private readonly Dictionary<NodeName, VmCapacity> byName = [];

    public VmCapacity? Find(NodeName name) => byName.GetValueOrDefault(name);

    /// <summary>Those with at least this much CPU free, the fullest first.</summary>
    public IEnumerable<VmCapacity> WithCpu(long cpuMillis) => byFree.Count == 0 || byFree.Max.FreeCpuMillis < cpuMillis
        ? []
        : byFree.GetViewBetween((cpuMillis, default), byFree.Max).Select(entry => byName[entry.Name]);

    public void Put(VmCapacity node)
    {
        if (byName.TryGetValue(node.Name, out var before))
            byFree.Remove((before.Free.CpuMillis, node.Name));
        byFree.Add((node.Free.CpuMillis, node.Name));
        byName[node.Name] = node;
    }
}
