namespace Burst.Simulation.Chaos.Kernel;

/// <summary>How far a machine's wall clock is from the true time. Its timers run on true time, as a monotonic clock does.</summary>
internal sealed class MachineClock
{
    public TimeSpan Skew { get; set; }
}
