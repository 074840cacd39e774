using System.Collections.Immutable;
using Burst.Core.Units;
using Burst.Simulation.Engine;

namespace Burst.Simulation.Alternatives;

/// <summary>
/// Nodes that become more when none has room: first those of the mix in its order, then more of the first size in it that can take
/// what has no room. A pod goes onto the fullest node with room, by free CPU.
/// </summary>
internal sealed class GrowingPool(ImmutableArray<PricedPool> pools)
{
    private readonly List<(Resources Free, int Pods)> nodes = [];
    private readonly SortedSet<(long FreeCpuMillis, int Node)> byFree = [];
    private readonly int[] opened = new int[pools.Length];

    /// <summary>The nodes so far, by size, with what one of them costs. Of no node at all it has one size.</summary>
    public IEnumerable<(PricedPool Pool, int Nodes)> Nodes => pools.Zip(opened).Where((entry, i) => entry.Second > 0 || (i == 0 && opened.Sum() == 0));

    public VmMix Vms => VmMix.Of(Nodes.Select(entry => new VmPool(entry.Nodes, entry.Pool.Pool.Size)));

    public bool CanTake(Resources size) => pools.Any(pool => size.FitsIn(pool.Capacity));

    public int Take(Resources size)
    {
        foreach (var (_, node) in byFree.GetViewBetween((size.CpuMillis, 0), (long.MaxValue, 0)))
        {
            if (!size.FitsIn(nodes[node].Free) || nodes[node].Pods >= SimulationOptions.PodsPerVmMax)
                continue;
            Change(node, nodes[node].Free - size, 1);
            return node;
        }

        var capacity = Open(size);
        nodes.Add((capacity, 0));
        Change(nodes.Count - 1, capacity - size, 1);
        return nodes.Count - 1;
    }

    public void Release(int node, Resources size) => Change(node, nodes[node].Free + size, -1);

    private Resources Open(Resources size)
    {
        var fits = Enumerable.Range(0, pools.Length).Where(pool => size.FitsIn(pools[pool].Capacity)).ToList();
        var unopened = fits.FindIndex(pool => opened[pool] < pools[pool].Pool.Nodes);
        var next = fits[Math.Max(0, unopened)];
        opened[next]++;
        return pools[next].Capacity;
    }

    private void Change(int node, Resources free, int pods)
    {
        byFree.Remove((nodes[node].Free.CpuMillis, node));
        nodes[node] = (free, nodes[node].Pods + pods);
        byFree.Add((free.CpuMillis, node));
    }
}
