using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>So many requests at once, and so many more each second.</summary>
internal sealed class TokenBucket(EventLoop loop, int burst, int perSecond)
{
    private double tokens = burst;
    private DateTimeOffset filledAt = loop.Now;

    public int PerSecond => perSecond;

    public bool TryTake()
    {
        tokens = Math.Min(burst, tokens + ((loop.Now - filledAt).TotalSeconds * perSecond));
        filledAt = loop.Now;
        if (tokens < 1)
            return false;
        tokens--;
        return true;
    }
}
