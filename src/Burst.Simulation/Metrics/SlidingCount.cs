namespace Burst.Simulation.Metrics;

/// <summary>The most events in any window of this length; of two that lie a full window apart, only one counts.</summary>
internal sealed class SlidingCount(long windowMs)
{
    private readonly Queue<long> inWindow = new();

    public int Peak { get; private set; }

    public void Add(long atMs)
    {
        while (inWindow.TryPeek(out var oldest) && oldest <= atMs - windowMs)
            inWindow.Dequeue();
        inWindow.Enqueue(atMs);
        Peak = Math.Max(Peak, inWindow.Count);
    }
}
