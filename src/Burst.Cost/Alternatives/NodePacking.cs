using System.Numerics;
using Burst.Core.Units;

namespace Burst.Cost.Alternatives;

/// <summary>
/// First-fit decreasing: the largest pod first, each on the first node that has room. The nodes are leaves of a tree whose inner
/// nodes know the most CPU and the most memory free below them, so that a first fit is found without looking at every node.
/// </summary>
internal sealed class NodePacking
{
    private readonly int _leaves;
    private readonly long[] _cpuFree;
    private readonly long[] _memoryFree;

    private NodePacking(int nodesMax, Resources capacity)
    {
        _leaves = (int)BitOperations.RoundUpToPowerOf2((uint)nodesMax);
        _cpuFree = new long[2 * _leaves];
        _memoryFree = new long[2 * _leaves];
        Array.Fill(_cpuFree, capacity.CpuMillis);
        Array.Fill(_memoryFree, capacity.MemoryMib);
    }

    /// <summary>Nodes of this capacity needed for pods that each fit one.</summary>
    /// <exception cref="ArgumentException">A pod fits no node.</exception>
    public static int Count(IReadOnlyCollection<Resources> pods, Resources capacity)
    {
        if (pods.Count == 0)
            return 0;
        var packing = new NodePacking(pods.Count, capacity);
        var decreasing = pods
            .OrderByDescending(pod => PeakFinder.ShareOf(pod, capacity))
            .ThenByDescending(pod => pod.CpuMillis)
            .ThenByDescending(pod => pod.MemoryMib);
        var nodes = 0;
        foreach (var pod in decreasing)
        {
            if (!pod.FitsIn(capacity))
                throw new ArgumentException($"A pod of {pod} fits no node of {capacity}.", nameof(pods));
            nodes = Math.Max(nodes, packing.Place(pod) + 1);
        }

        return nodes;
    }

    private int Place(Resources pod)
    {
        var leaf = FirstFit(1, pod);
        for (var index = leaf; index > 0; index /= 2)
        {
            var (isLeaf, left, right) = (index >= _leaves, 2 * index, (2 * index) + 1);
            _cpuFree[index] = isLeaf ? _cpuFree[index] - pod.CpuMillis : Math.Max(_cpuFree[left], _cpuFree[right]);
            _memoryFree[index] = isLeaf ? _memoryFree[index] - pod.MemoryMib : Math.Max(_memoryFree[left], _memoryFree[right]);
        }

        return leaf - _leaves;
    }

    /// <summary>The leftmost leaf below with room for both, or 0: the most CPU and the most memory may be on different leaves.</summary>
    private int FirstFit(int index, Resources pod)
    {
        if (_cpuFree[index] < pod.CpuMillis || _memoryFree[index] < pod.MemoryMib)
            return 0;
        if (index >= _leaves)
            return index;
        var left = FirstFit(2 * index, pod);
        return left != 0 ? left : FirstFit((2 * index) + 1, pod);
    }
}
