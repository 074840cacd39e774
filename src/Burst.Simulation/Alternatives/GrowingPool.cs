using Burst.Core.Units;
using Burst.Simulation.Engine;

namespace Burst.Simulation.Alternatives;

/// <summary>Nodes of one size, by free CPU, that become more when none has room.</summary>
internal sealed class GrowingPool(Resources capacity)
{
    private readonly List<(Resources Free, int Pods)> nodes = [];
    private readonly SortedSet<(long FreeCpuMillis, int Node)> byFree = [];

    public int Nodes => nodes.Count;

    public int Take(Resources size)
    {
        foreach (var (_, node) in byFree.GetViewBetween((size.CpuMillis, 0), (long.MaxValue, 0)))
        {
            if (!size.FitsIn(nodes[node].Free) || nodes[node].Pods >= SimulationOptions.PodsPerVmMax)
                continue;
            Change(node, nodes[node].Free - size, 1);
            return node;
        }

        nodes.Add((capacity, 0));
        byFree.Add((capacity.CpuMillis, nodes.Count - 1));
        Change(nodes.Count - 1, capacity - size, 1);
        return nodes.Count - 1;
    }

    public void Release(int node, Resources size) => Change(node, nodes[node].Free + size, -1);

    private void Change(int node, Resources free, int pods)
    {
        byFree.Remove((nodes[node].Free.CpuMillis, node));
        nodes[node] = (free, nodes[node].Pods + pods);
        byFree.Add((free.CpuMillis, node));
    }
}
