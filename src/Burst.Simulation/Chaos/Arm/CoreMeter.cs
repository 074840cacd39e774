namespace Burst.Simulation.Chaos.Arm;

/// <summary>Cores that live groups hold against a quota, and the most they ever did.</summary>
internal sealed class CoreMeter
{
    public long InUseMillis { get; private set; }

    public long PeakMillis { get; private set; }

    public void Take(long millis)
    {
        InUseMillis += millis;
        PeakMillis = Math.Max(PeakMillis, InUseMillis);
    }

    public void Return(long millis) => InUseMillis -= millis;
}
