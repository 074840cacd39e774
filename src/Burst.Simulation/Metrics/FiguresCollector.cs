using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Pricing;
using Burst.Cost.Charging;
using Burst.Simulation.Engine;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Metrics;

/// <summary>Adds up a run while it goes on. Money is priced by the meter and the invoice of the live ledger.</summary>
public sealed class FiguresCollector : ISimulationObserver
{
    private const long FiveMinutesMs = 300_000;

    private readonly SimulationOptions options;
    private readonly PricedVms vms;
    private readonly List<long> waits = [];
    private readonly SortedDictionary<string, int> rejected = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> pastAfter = new(StringComparer.Ordinal);
    private readonly SortedDictionary<Tier, Charge> groupCharges = [];
    private readonly SlidingCount creates = new(FiveMinutesMs);
    private long? firstSubmitMs;
    private long? lastEndMs;
    private Int128 vmBusy;
    private Int128 spilled;
    private int spilledJobs;
    private long podsRun;
    private int groups;
    private int groupsPeak;
    private long cpuMillis;
    private long cpuMillisPeak;

    public FiguresCollector(SimulationOptions options, IPriceCatalog prices)
    {
        this.options = options;
        vms = new PricedVms(options, prices);
    }

    public int JobsRun => waits.Count;

    public void Rejected(TraceJob job, string reason) => rejected[reason] = rejected.GetValueOrDefault(reason) + 1;

    public void JobPlaced(TraceJob job, PodRun first, string? cause)
    {
        waits.Add(first.StartMs - job.SubmitMs);
        firstSubmitMs = Math.Min(firstSubmitMs ?? long.MaxValue, job.SubmitMs);
        if (!first.Tier.IsVm)
            spilledJobs++;
        if (cause is not null)
            pastAfter[cause] = pastAfter.GetValueOrDefault(cause) + 1;
    }

    public void PodPlaced(PodRun run)
    {
        podsRun++;
        lastEndMs = Math.Max(lastEndMs ?? long.MinValue, run.EndMs);
        var used = (Int128)run.Usage.Requested.CpuMillis * (run.EndMs - run.StartMs);
        if (run.Tier.IsVm)
        {
            vmBusy += used;
            return;
        }

        spilled += used;
        creates.Add(run.PlacedMs);
        cpuMillis += run.Usage.Billed.CpuMillis;
        cpuMillisPeak = Math.Max(cpuMillisPeak, cpuMillis);
        groupsPeak = Math.Max(groupsPeak, ++groups);
        groupCharges[run.Tier] = groupCharges.GetValueOrDefault(run.Tier) + GroupCharge.Of(run);
    }

    public void PodEnded(PodRun run)
    {
        if (run.Tier.IsVm)
            return;
        groups--;
        cpuMillis -= run.Usage.Billed.CpuMillis;
    }

    public PolicyFigures Sum(bool isPartial)
    {
        var span = (lastEndMs - firstSubmitMs) ?? 0;
        var charges = groupCharges.ToList();
        if (options.Vms.Nodes > 0)
            charges.Add(new(options.VmTier, vms.Cost(span)));
        var invoice = Invoice<Tier>.Of(charges);
        return new PolicyFigures
        {
            Policy = options.Policy,
            IsPartial = isPartial,
            JobsRun = waits.Count,
            PodsRun = podsRun,
            Rejected = rejected.ToImmutableSortedDictionary(StringComparer.Ordinal),
            FirstSubmitMs = firstSubmitMs,
            LastEndMs = lastEndMs,
            TotalCost = invoice.Total,
            CostByTier = invoice.Lines.ToImmutableSortedDictionary(line => line.Key, line => line.Amount),
            VmBusy = vmBusy,
            VmOffered = (Int128)vms.CpuMillis * span,
            SpilledJobs = spilledJobs,
            Spilled = spilled,
            Wait = WaitFigures.Of([.. waits]),
            PastAfter = pastAfter.ToImmutableSortedDictionary(StringComparer.Ordinal),
            AciCpuMillisPeak = cpuMillisPeak,
            AciGroupsPeak = groupsPeak,
            CreatesPer5MinutesPeak = creates.Peak,
        };
    }
}
