using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Cost.Allocation;
using Burst.Cost.Alternatives;
using Burst.Cost.Charging;

namespace Burst.Cost.Reports;

/// <summary>
/// Turns the ledger into a report of a window. What happened is charged at the rates the ledger holds; the catalog prices only
/// what did not happen. Takes time in O(n log n) of the records and sums; their order does not matter.
/// </summary>
public static class CostReporter
{
    /// <summary>A common shape, used to compare CPU with memory where the VM size is unknown: four GiB for each core.</summary>
    private static readonly Resources CommonShape = new(1000, 4096);

    /// <summary>The report of single records alone.</summary>
    /// <exception cref="ArgumentException">The window ends before it begins, or two records have one id.</exception>
    public static CostReport Report(
        IReadOnlyList<UsageRecord> usage,
        DateTimeOffset from,
        DateTimeOffset to,
        IPriceCatalog prices,
        CostGrouping grouping = CostGrouping.Workload) => Report(new UsageLedger(usage, []), from, to, prices, grouping);

    /// <summary>
    /// The report of [from, to): intervals are clipped to it, and open ones go on until its end. Where it would cut a period that is kept
    /// as sums, it is widened to the whole of that period; <see cref="CostReport.From"/> and <see cref="CostReport.To"/> say so. Charges
    /// and counts of pods are those that the single records would have given; what sums do not tell is left out.
    /// </summary>
    /// <exception cref="ArgumentException">The window ends before it begins, or two records have one id.</exception>
    public static CostReport Report(
        UsageLedger ledger,
        DateTimeOffset from,
        DateTimeOffset to,
        IPriceCatalog prices,
        CostGrouping grouping = CostGrouping.Workload)
    {
        var window = ReportWindow.Of(ledger, from, to);
        var uses = window.Uses.ToList();
        var table = Fill(grouping, window, uses, prices);
        var invoice = table.ToInvoice();
        var pods = window.Slices.Where(slice => slice.IsPod).ToList();
        var node = PeakNode.Choose(window, prices);
        var peak = window.SumsUntil is null ? PeakFinder.Find(pods, ShapeOf(node)) : null;
        return new CostReport
        {
            From = window.From,
            To = window.To,
            SumsUntil = window.SumsUntil,
            Grouping = grouping,
            Rows = table.Rows(invoice),
            Total = invoice.Total,
            PodsRun = uses.Sum(use => use.Pods),
            PodsSpilled = uses.Where(use => use.Terms.Kind is UsageKind.ContainerGroup).Sum(use => use.Pods),
            Peak = peak,
            AllAci = AllAci.Price(uses, prices),
            VmPeak = window.SumsUntil is { } until ? VmPeak.Refuse(node, until) : VmPeak.Price(pods, peak, node, window.Millis),
            Wait = WaitStatistics.Of(pods.Select(pod => pod.Record.Waited).OfType<TimeSpan>()),
        };
    }

    /// <summary>Only the total of <see cref="Report(IReadOnlyList{UsageRecord}, DateTimeOffset, DateTimeOffset, IPriceCatalog, CostGrouping)"/>.</summary>
    /// <exception cref="ArgumentException">The window ends before it begins, or two records have one id.</exception>
    public static Money Total(IReadOnlyList<UsageRecord> usage, DateTimeOffset from, DateTimeOffset to) =>
        ReportWindow.Of(new UsageLedger(usage, []), from, to).Slices
            .Aggregate(Charge.Zero, (sum, slice) => sum + UsageMeter.Of(slice)).Round();

    private static CostRowTable Fill(CostGrouping grouping, ReportWindow window, List<PodUse> uses, IPriceCatalog prices)
    {
        var table = new CostRowTable(grouping);
        var allocation = new VmAllocation(window.Slices, window.Sums, prices);
        foreach (var use in uses)
            table.AddPods(use);
        foreach (var share in allocation.Shares())
            table.AddShare(share);
        foreach (var idle in allocation.Idle())
            table.AddIdle(idle);
        return table;
    }

    private static Resources ShapeOf(PeakNode node) =>
        node.Capacity is { CpuMillis: > 0, MemoryMib: > 0 } shape ? shape : CommonShape;
}
