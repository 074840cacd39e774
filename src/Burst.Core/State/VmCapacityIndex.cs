using Burst.Core.Ids;
using Burst.Core.Nodes;

namespace Burst.Core.State;

/// <summary>
/// The VM nodes by free CPU, then by name, so that the fullest node with room is found without looking at the full ones. A sorted
/// array: nodes are few beside pods, and moving one costs less than a tree would.
/// </summary>
public sealed class VmCapacityIndex
{
    private readonly List<VmCapacity> byFree = [];
    private readonly Dictionary<NodeName, VmCapacity> byName = [];

    public int Count => byFree.Count;

    public VmCapacity this[int index] => byFree[index];

    public VmCapacity? Find(NodeName name) => byName.GetValueOrDefault(name);

    /// <summary>Index of the fullest node with at least this much CPU free; <see cref="Count"/> when there is none.</summary>
    public int FirstWithCpu(long cpuMillis)
    {
        var (low, high) = (0, byFree.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (byFree[middle].Free.CpuMillis >= cpuMillis)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    internal void Put(Node node, NodeLoad load)
    {
        Remove(node.Name);
        Insert(new VmCapacity(node.Name, node, node.Allocatable - load.Requested, load.Pods.Count));
    }

    internal void Remove(NodeName name)
    {
        if (byName.Remove(name, out var entry))
            byFree.RemoveAt(byFree.BinarySearch(entry));
    }

    internal void Update(NodeName name, NodeLoad load)
    {
        if (!byName.TryGetValue(name, out var entry))
            return;
        byFree.RemoveAt(byFree.BinarySearch(entry));
        Insert(entry with { Free = entry.Node.Allocatable - load.Requested, Pods = load.Pods.Count });
    }

    private void Insert(VmCapacity entry)
    {
        byFree.Insert(~byFree.BinarySearch(entry), entry);
        byName[entry.Name] = entry;
    }
}
