using Burst.Core.Units;
using Burst.Cost.Charging;

namespace Burst.Simulation.Timelines;

/// <summary>One step for people: averages over it in cores, and the cost from the beginning to its end in US dollars.</summary>
public readonly record struct TimelinePoint(
    long FromMs, decimal DemandCores, decimal VmCores, decimal AciCores, decimal JobsWaiting, Money VmCost, Money AciCost)
{
    public static IEnumerable<TimelinePoint> Of(TimelineRecorder timeline)
    {
        var (vm, aci) = (Charge.Zero, Charge.Zero);
        for (var i = 0; i < timeline.Buckets.Count; i++)
        {
            var bucket = timeline.Buckets[i];
            var from = timeline.OriginMs + (i * timeline.StepMs);
            var span = Math.Max(1, Math.Min(timeline.StepMs, timeline.EndMs - from));
            (vm, aci) = (vm + bucket.VmCost, aci + bucket.AciCost);
            yield return new TimelinePoint(
                from, Average(bucket.Demand, span * 1000), Average(bucket.OnVm, span * 1000), Average(bucket.OnAci, span * 1000),
                Average(bucket.JobsWaiting, span), vm.Round(), aci.Round());
        }
    }

    private static decimal Average(Int128 sum, long over) => decimal.Round((decimal)sum / over, 3);
}
