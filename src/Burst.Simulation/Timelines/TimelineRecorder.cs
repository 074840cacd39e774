using Burst.Core.Pricing;
using Burst.Cost.Charging;
using Burst.Simulation.Engine;
using Burst.Simulation.Metrics;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Timelines;

/// <summary>
/// Demand, occupied cores and cost over time, in steps that double whenever they become too many: exact sums, and as much memory
/// for a year as for an hour.
/// </summary>
public sealed class TimelineRecorder : ISimulationObserver
{
    /// <summary>There are at most this many steps, and, of a run that is not short, at least half as many.</summary>
    public const int BucketsMax = 1024;

    private readonly List<TimelineBucket> buckets = [];
    private readonly Charge vmPerMs;
    private long? originMs;
    private long nowMs;
    private long demand;
    private long onVm;
    private long onAci;
    private long waiting;
    private Charge aciPerMs;

    public TimelineRecorder(SimulationOptions options, IPriceCatalog prices)
    {
        var vms = new PricedVms(options, prices);
        vmPerMs = vms.Cost(1);
        VmCpuMillis = vms.CpuMillis;
    }

    /// <summary>Length of a step.</summary>
    public long StepMs { get; private set; } = 1000;

    public long OriginMs => originMs ?? 0;

    /// <summary>The last instant recorded; the last step may be cut short by it.</summary>
    public long EndMs => nowMs;

    /// <summary>What the VM nodes have in all.</summary>
    public long VmCpuMillis { get; }

    public IReadOnlyList<TimelineBucket> Buckets => buckets;

    public void Submitted(TraceJob job)
    {
        Advance(job.SubmitMs);
        demand += job.Shape.CpuMillis;
        waiting++;
    }

    public void JobPlaced(TraceJob job, PodRun first, string? cause)
    {
        Advance(first.PlacedMs);
        waiting--;
    }

    public void PodPlaced(PodRun run)
    {
        Advance(run.PlacedMs);
        if (run.Tier.IsVm)
        {
            onVm += run.Usage.Requested.CpuMillis;
            return;
        }

        onAci += run.Usage.Requested.CpuMillis;
        aciPerMs += Charge.OfGroup(run.Usage.Rates, run.Usage.Billed, 1);
    }

    public void PodEnded(PodRun run)
    {
        Advance(run.EndMs);
        demand -= run.Usage.Requested.CpuMillis;
        if (run.Tier.IsVm)
        {
            onVm -= run.Usage.Requested.CpuMillis;
            return;
        }

        onAci -= run.Usage.Requested.CpuMillis;
        var perMs = Charge.OfGroup(run.Usage.Rates, run.Usage.Billed, 1);
        aciPerMs -= perMs;

        // The rest of the last started second belongs to the step in which the group ended, also when it ended as the step did.
        At(Math.Max(OriginMs, nowMs - 1)).AciCost += GroupCharge.Of(run) - (perMs * (run.EndMs - run.PlacedMs));
    }

    private void Advance(long toMs)
    {
        originMs ??= nowMs = toMs;
        while (nowMs < toMs)
        {
            var bucket = At(nowMs);
            var stepEnd = OriginMs + (((nowMs - OriginMs) / StepMs) + 1) * StepMs;
            var span = Math.Min(stepEnd, toMs) - nowMs;
            bucket.Demand += (Int128)demand * span;
            bucket.OnVm += (Int128)onVm * span;
            bucket.OnAci += (Int128)onAci * span;
            bucket.JobsWaiting += (Int128)waiting * span;
            bucket.VmCost += vmPerMs * span;
            bucket.AciCost += aciPerMs * span;
            nowMs += span;
        }
    }

    private TimelineBucket At(long atMs)
    {
        while ((atMs - OriginMs) / StepMs >= BucketsMax)
            Halve();
        var index = (int)((atMs - OriginMs) / StepMs);
        while (buckets.Count <= index)
            buckets.Add(new TimelineBucket());
        return buckets[index];
    }

    private void Halve()
    {
        StepMs *= 2;
        for (var i = 0; i < buckets.Count; i += 2)
        {
            if (i + 1 < buckets.Count)
                buckets[i].Add(buckets[i + 1]);
            buckets[i / 2] = buckets[i];
        }

        buckets.RemoveRange((buckets.Count + 1) / 2, buckets.Count / 2);
    }
}
