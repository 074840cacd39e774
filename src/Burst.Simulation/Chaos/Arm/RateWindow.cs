using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>At most so many requests within any span of this length.</summary>
internal sealed class RateWindow(EventLoop loop, int limit, TimeSpan length)
{
    private readonly Queue<DateTimeOffset> taken = new();

    public int Limit => limit;

    public TimeSpan Length => length;

    /// <summary>Null when there is room; else the seconds until there is.</summary>
    public int? FindWait()
    {
        while (taken.TryPeek(out var first) && loop.Now - first >= length)
            taken.Dequeue();
        return taken.Count < limit ? null : (int)Math.Ceiling((taken.Peek() + length - loop.Now).TotalSeconds);
    }

    /// <summary>Requests within the span that ends now.</summary>
    public int Count
    {
        get
        {
            FindWait();
            return taken.Count;
        }
    }

    public void Take() => taken.Enqueue(loop.Now);
}
