using Burst.Cost.Charging;

namespace Burst.Simulation.Timelines;

/// <summary>What happened within one step of time: sums over its milliseconds, in thousandths of a core, and what it cost.</summary>
public sealed class TimelineBucket
{
    public Int128 Demand { get; internal set; }

    public Int128 OnVm { get; internal set; }

    public Int128 OnAci { get; internal set; }

    public Int128 JobsWaiting { get; internal set; }

    public Charge VmCost { get; internal set; }

    public Charge AciCost { get; internal set; }

    internal void Add(TimelineBucket other)
    {
        Demand += other.Demand;
        OnVm += other.OnVm;
        OnAci += other.OnAci;
        JobsWaiting += other.JobsWaiting;
        VmCost += other.VmCost;
        AciCost += other.AciCost;
    }
}
