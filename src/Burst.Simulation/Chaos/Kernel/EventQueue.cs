namespace Burst.Simulation.Chaos.Kernel;

/// <summary>
/// What is to happen, by time and then by the order it was asked for. A heap of plain numbers: the library's goes through a comparer
/// for each of some twenty comparisons an event.
/// </summary>
internal sealed class EventQueue
{
    private Entry[] heap = new Entry[256];
    private int count;
    private long order;

    public void Enqueue(ScheduledEvent item, long ticks)
    {
        if (count == heap.Length)
            Array.Resize(ref heap, count * 2);
        var entry = new Entry(ticks, order++, item);
        var at = count++;
        for (var parent = (at - 1) / 2; at > 0 && entry.IsBefore(heap[parent]); parent = (at - 1) / 2)
        {
            heap[at] = heap[parent];
            at = parent;
        }

        heap[at] = entry;
    }

    /// <summary>False when nothing is due by then.</summary>
    public bool TryDequeue(long untilTicks, out ScheduledEvent item, out long ticks)
    {
        (item, ticks) = (heap[0].Item, heap[0].Ticks);
        if (count == 0 || ticks > untilTicks)
            return false;
        var last = heap[--count];
        heap[count] = default;
        if (count > 0)
            Sink(last);
        return true;
    }

    private void Sink(Entry entry)
    {
        var at = 0;
        for (var child = 1; child < count; child = (at * 2) + 1)
        {
            if (child + 1 < count && heap[child + 1].IsBefore(heap[child]))
                child++;
            if (entry.IsBefore(heap[child]))
                break;
            heap[at] = heap[child];
            at = child;
        }

        heap[at] = entry;
    }

    private readonly record struct Entry(long Ticks, long Order, ScheduledEvent Item)
    {
        public bool IsBefore(Entry other) => Ticks != other.Ticks ? Ticks < other.Ticks : Order < other.Order;
    }
}
