using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Calls;

/// <summary>What is on its way between the control plane and the world.</summary>
internal sealed class Traffic(EventLoop loop)
{
    /// <summary>A write is unsettled for this long after it was sent: containers start and end, lists catch up.</summary>
    private static readonly TimeSpan UnsettledFor = TimeSpan.FromSeconds(20);

    private DateTimeOffset lastWriteAt = DateTimeOffset.MinValue;

    /// <summary>Raised at every call, before it is sent.</summary>
    public event Action? Called;

    public long Reads { get; private set; }

    public long Writes { get; private set; }

    public bool IsIntentInFlight => loop.Now - lastWriteAt <= UnsettledFor;

    public void CountRead()
    {
        Reads++;
        Called?.Invoke();
    }

    public void CountWrite()
    {
        Writes++;
        lastWriteAt = loop.Now;
        Called?.Invoke();
    }
}
