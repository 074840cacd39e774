using System.Runtime.InteropServices;

namespace Burst.Core.State;

/// <summary>
/// VM nodes in one order. A sorted array: nodes are few beside pods, and moving one costs less than a tree would. What they are ordered by is in the array
/// itself, so that looking for a place does not look at the nodes.
/// </summary>
public sealed class VmOrder
{
    private readonly List<Entry> nodes;
    private readonly Func<VmCapacity, (long Major, long Minor)> rank;

    /// <param name="rank">The least first; of those alike the first by name.</param>
    internal VmOrder(Func<VmCapacity, (long Major, long Minor)> rank)
        : this([], rank)
    {
    }

    private VmOrder(List<Entry> nodes, Func<VmCapacity, (long Major, long Minor)> rank) => (this.nodes, this.rank) = (nodes, rank);

    public int Count => nodes.Count;

    public VmCapacity this[int index] => nodes[index].Node;

    /// <summary>One that changes on its own from then on.</summary>
    /// <param name="used">One that is of no more use, whose memory the copy takes; null for none.</param>
    public VmOrder Copy(VmOrder? used)
    {
        var copy = used ?? CopyNone();
        copy.nodes.Clear();
        copy.nodes.AddRange(nodes);
        return copy;
    }

    /// <summary>One without nodes, in the same order.</summary>
    public VmOrder CopyNone() => new([], rank);

    /// <summary>Adds one that comes after all that are there.</summary>
    internal void Append(VmCapacity node) => nodes.Add(Of(node));

    /// <summary>Puts a node where it belongs now.</summary>
    /// <param name="before">The node as it is in the order; null for one that is not there.</param>
    /// <param name="after">Null for one that goes.</param>
    public void Replace(VmCapacity? before, VmCapacity? after)
    {
        if (before is null || after is null)
        {
            if (before is not null)
                nodes.RemoveAt(Search(Of(before)));
            if (after is not null)
                nodes.Insert(~Search(Of(after)), Of(after));
            return;
        }

        // Only those between its old place and its new one move: it has seldom far to go.
        var entry = Of(after);
        var (from, to) = (Search(Of(before)), Search(entry));
        var span = CollectionsMarshal.AsSpan(nodes);
        if (to < 0)
            to = ~to > from ? ~to - 1 : ~to;
        if (to > from)
            span[(from + 1)..(to + 1)].CopyTo(span[from..]);
        else if (to < from)
            span[to..from].CopyTo(span[(to + 1)..]);
        span[to] = entry;
    }

    /// <summary>Index of the first with at least this much CPU free, in the order by free CPU; <see cref="Count"/> when there is none.</summary>
    public int FirstWithCpu(long cpuMillis)
    {
        var (low, high) = (0, nodes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (nodes[middle].Major >= cpuMillis)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private Entry Of(VmCapacity node)
    {
        var (major, minor) = rank(node);
        return new Entry(major, minor, node);
    }

    /// <returns>Where it is; where it is not, the complement of where it belongs.</returns>
    private int Search(in Entry wanted)
    {
        var span = CollectionsMarshal.AsSpan(nodes);
        var (low, high) = (0, span.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = span[middle].CompareTo(wanted);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    private readonly record struct Entry(long Major, long Minor, VmCapacity Node) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
        {
            if (Major != other.Major)
                return Major < other.Major ? -1 : 1;
            if (Minor != other.Minor)
                return Minor < other.Minor ? -1 : 1;
            return Node.Name.CompareTo(other.Node.Name);
        }
    }
}
