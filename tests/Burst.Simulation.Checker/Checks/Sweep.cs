namespace Burst.Simulation.Checker.Checks;

/// <summary>Half-open intervals in the order of time: at an instant, what ends there is out before what starts there comes in.</summary>
internal static class Sweep
{
    /// <param name="from">When each interval starts; one that does not end after its start takes nothing.</param>
    /// <param name="to">When it ends, exclusive.</param>
    public static void Run(long[] from, long[] to, Action<int> enter, Action<int> leave)
    {
        var starts = InOrder(from);
        var ends = InOrder(to);
        var next = 0;
        foreach (var item in starts)
        {
            if (to[item] <= from[item])
                continue;
            for (; next < ends.Length && to[ends[next]] <= from[item]; next++)
            {
                if (to[ends[next]] > from[ends[next]])
                    leave(ends[next]);
            }

            enter(item);
        }
    }

    private static int[] InOrder(long[] instants)
    {
        var keys = (long[])instants.Clone();
        var items = new int[keys.Length];
        for (var index = 0; index < items.Length; index++)
            items[index] = index;
        Array.Sort(keys, items);
        return items;
    }
}
