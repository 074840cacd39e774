using System.Collections;

namespace Burst.Core.State;

/// <summary>
/// Keys in order, which are put in order when they are read, and not with each change: what changes a thousand times between two looks is sorted once.
/// Which keys there are is known elsewhere. What was read stays as it was read, whatever changes meanwhile.
/// </summary>
/// <param name="order">Total.</param>
/// <param name="isThere">Whether a key that was added is still there.</param>
/// <param name="count">How many are.</param>
internal sealed class Ordering<T>(IComparer<T> order, Func<T, bool> isThere, Func<int> count) : IReadOnlyCollection<T>
{
    /// <summary>So many may have been added since the last look, and so many times as many as there are, before those that have left again are forgotten.</summary>
    private const int AddedMin = 64;
    private const int AddedFactor = 2;

    /// <summary>What has held more gives the memory back when it is cleared.</summary>
    private const int CapacityKept = 1 << 14;

    private readonly List<T> added = [];
    private T[] ordered = [];
    private bool hasLeft;

    public int Count => count();

    /// <summary>It has come, or it has come again: it is there already.</summary>
    public void Add(T item)
    {
        added.Add(item);
        if (added.Count > AddedMin && added.Count > AddedFactor * Count)
            InOrder();
    }

    /// <summary>One of them, whichever, has left.</summary>
    public void NoteLeft() => hasLeft = true;

    public void Clear()
    {
        added.Clear();
        if (added.Capacity > CapacityKept)
            added.Capacity = 0;
        (ordered, hasLeft) = ([], false);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)InOrder()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private T[] InOrder()
    {
        if (added.Count == 0 && !hasLeft)
            return ordered;
        added.Sort(order);
        var merged = new T[Count];
        var (length, next) = (0, 0);
        foreach (var item in ordered)
        {
            while (next < added.Count && order.Compare(added[next], item) < 0)
                Take(added[next++], ref merged, ref length);
            Take(item, ref merged, ref length);
        }

        while (next < added.Count)
            Take(added[next++], ref merged, ref length);
        added.Clear();
        Array.Resize(ref merged, length);
        (ordered, hasLeft) = (merged, false);
        return ordered;
    }

    /// <summary>What has come again is there more than once.</summary>
    private void Take(T item, ref T[] merged, ref int length)
    {
        var isKnown = length > 0 && order.Compare(merged[length - 1], item) == 0;
        if (isKnown || (hasLeft && !isThere(item)))
            return;
        if (length == merged.Length)
            Array.Resize(ref merged, (2 * length) + 1);
        merged[length++] = item;
    }
}
