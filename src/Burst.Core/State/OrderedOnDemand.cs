using System.Collections;

namespace Burst.Core.State;

/// <summary>A set in order, as <see cref="Ordering{T}"/> keeps it.</summary>
internal sealed class OrderedOnDemand<T> : IReadOnlyCollection<T>
    where T : IComparable<T>
{
    /// <summary>A set that has held more gives the memory back when it is cleared: clearing costs by what there is room for.</summary>
    private const int CapacityKept = 1 << 14;

    private readonly Ordering<T> ordering;
    private HashSet<T> members = [];

    public OrderedOnDemand() => ordering = new Ordering<T>(Comparer<T>.Default, item => members.Contains(item), () => members.Count);

    public int Count => members.Count;

    /// <returns>Whether it was not there.</returns>
    public bool Add(T item)
    {
        if (!members.Add(item))
            return false;
        ordering.Add(item);
        return true;
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(T item)
    {
        if (!members.Remove(item))
            return false;
        ordering.NoteLeft();
        return true;
    }

    public void UnionWith(IEnumerable<T> items)
    {
        foreach (var item in items)
            Add(item);
    }

    public void Clear()
    {
        if (members.Capacity > CapacityKept)
            members = [];
        members.Clear();
        ordering.Clear();
    }

    public IEnumerator<T> GetEnumerator() => ordering.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
