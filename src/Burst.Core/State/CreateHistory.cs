using Burst.Core.Ids;

namespace Burst.Core.State;

/// <summary>The container groups asked for in one quota scope within the last hour: what Azure counts against its rate limits.</summary>
public sealed class CreateHistory
{
    /// <summary>The longest window that Azure counts.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromHours(1);

    internal static readonly CreateHistory Empty = new();

    private const int PrunedAtOnceMin = 256;

    private readonly List<Entry> entries = [];

    /// <summary>Creates after <paramref name="since"/>.</summary>
    public int CountAfter(DateTimeOffset since) => entries.Count - FirstAfter(since);

    /// <summary>Creates after <paramref name="since"/>, the oldest first.</summary>
    public IEnumerable<(DateTimeOffset At, PodUid Pod)> After(DateTimeOffset since) =>
        entries.Skip(FirstAfter(since)).Select(entry => (entry.At, entry.Pod));

    /// <summary>
    /// The earliest instant at which, with nothing created meanwhile, a window of this length holds fewer than
    /// <paramref name="limit"/> creates.
    /// </summary>
    public DateTimeOffset FindRoomAt(TimeSpan window, int limit, DateTimeOffset now)
    {
        var excess = CountAfter(now - window) - limit;
        return excess < 0 ? now : entries[FirstAfter(now - window) + excess].At + window;
    }

    internal void Add(DateTimeOffset at, PodUid pod)
    {
        var entry = new Entry(at, pod);
        var index = entries.BinarySearch(entry);
        if (index >= 0)
            return;
        entries.Insert(~index, entry);
        var stale = FirstAfter(entries[^1].At - LookBack);
        if (stale >= PrunedAtOnceMin && stale >= entries.Count / 2)
            entries.RemoveRange(0, stale);
    }

    internal void AddAll(CreateHistory other)
    {
        foreach (var entry in other.entries)
            Add(entry.At, entry.Pod);
    }

    internal void Remove(DateTimeOffset at, PodUid pod)
    {
        var index = entries.BinarySearch(new Entry(at, pod));
        if (index >= 0)
            entries.RemoveAt(index);
    }

    private int FirstAfter(DateTimeOffset since)
    {
        var (low, high) = (0, entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].At > since)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private readonly record struct Entry(DateTimeOffset At, PodUid Pod) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
        {
            var byTime = At.CompareTo(other.At);
            return byTime != 0 ? byTime : Pod.CompareTo(other.Pod);
        }
    }
}
