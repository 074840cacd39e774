using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Worlds;

/// <summary>The wall clock of the control plane's machine, for what outlives its processes. It has no timers.</summary>
internal sealed class WorldClock(EventLoop loop, MachineClock clock) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => loop.Now + clock.Skew;

    public override long GetTimestamp() => loop.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("The simulated machine's clock has no timers; a process has.");
}
