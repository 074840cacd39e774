using System.Runtime.InteropServices;

namespace Burst.Core.State;

/// <summary>VM nodes in one order. A sorted array: nodes are few beside pods, and moving one costs less than a tree would.</summary>
public sealed class VmOrder
{
    private readonly List<VmCapacity> nodes;
    private readonly IComparer<VmCapacity> order;

    internal VmOrder(Comparison<VmCapacity> order)
        : this([], Comparer<VmCapacity>.Create(order))
    {
    }

    private VmOrder(List<VmCapacity> nodes, IComparer<VmCapacity> order) => (this.nodes, this.order) = (nodes, order);

    public int Count => nodes.Count;

    public VmCapacity this[int index] => nodes[index];

    /// <summary>One that changes on its own from then on.</summary>
    public VmOrder Copy() => new([.. nodes], order);

    /// <summary>One without nodes, in the same order.</summary>
    public VmOrder CopyNone() => new([], order);

    /// <summary>Puts a node where it belongs now.</summary>
    /// <param name="before">The node as it is in the order; null for one that is not there.</param>
    /// <param name="after">Null for one that goes.</param>
    public void Replace(VmCapacity? before, VmCapacity? after)
    {
        if (before is null || after is null)
        {
            if (before is not null)
                nodes.RemoveAt(nodes.BinarySearch(before, order));
            if (after is not null)
                nodes.Insert(~nodes.BinarySearch(after, order), after);
            return;
        }

        // Only those between its old place and its new one move: it has seldom far to go.
        var (from, to) = (nodes.BinarySearch(before, order), nodes.BinarySearch(after, order));
        var span = CollectionsMarshal.AsSpan(nodes);
        if (to < 0)
            to = ~to > from ? ~to - 1 : ~to;
        if (to > from)
            span[(from + 1)..(to + 1)].CopyTo(span[from..]);
        else if (to < from)
            span[to..from].CopyTo(span[(to + 1)..]);
        span[to] = after;
    }

    /// <summary>Index of the first with at least this much CPU free, in the order by free CPU; <see cref="Count"/> when there is none.</summary>
    public int FirstWithCpu(long cpuMillis)
    {
        var (low, high) = (0, nodes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (nodes[middle].Free.CpuMillis >= cpuMillis)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
