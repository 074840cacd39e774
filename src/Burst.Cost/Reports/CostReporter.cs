using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Cost.Allocation;
using Burst.Cost.Alternatives;
using Burst.Cost.Charging;

namespace Burst.Cost.Reports;

/// <summary>
/// Turns the ledger into a report of a window. What happened is charged at the rates the ledger holds; the catalog prices only
/// what did not happen. Takes time in O(n log n) of the records; their order does not matter.
/// </summary>
public static class CostReporter
{
    /// <summary>A common shape, used to compare CPU with memory where the VM size is unknown: four GiB for each core.</summary>
    private static readonly Resources CommonShape = new(1000, 4096);

    /// <summary>The report of [from, to): intervals are clipped to it, and open ones go on until <paramref name="to"/>.</summary>
    /// <exception cref="ArgumentException">The window ends before it begins, or two records have one id.</exception>
    public static CostReport Report(
        IReadOnlyList<UsageRecord> usage,
        DateTimeOffset from,
        DateTimeOffset to,
        IPriceCatalog prices,
        CostGrouping grouping = CostGrouping.Workload)
    {
        var slices = Cut(usage, from, to);
        var table = new CostRowTable(grouping);
        Fill(table, slices, prices);
        var invoice = table.ToInvoice();
        var pods = slices.FindAll(slice => slice.IsPod);
        var node = PeakNode.Choose(slices, prices);
        var peak = PeakFinder.Find(pods, node.Capacity is { CpuMillis: > 0, MemoryMib: > 0 } shape ? shape : CommonShape);
        return new CostReport
        {
            From = from,
            To = to,
            Grouping = grouping,
            Rows = table.Rows(invoice),
            Total = invoice.Total,
            PodsRun = pods.Count,
            PodsSpilled = pods.Count(pod => pod.Record.Kind is UsageKind.ContainerGroup),
            Peak = peak,
            AllAci = AllAci.Price(pods, prices),
            VmPeak = VmPeak.Price(pods, peak, node, to.ToUnixTimeMilliseconds() - from.ToUnixTimeMilliseconds()),
            Wait = WaitStatistics.Of(pods.Select(pod => pod.Record.Waited).OfType<TimeSpan>()),
        };
    }

    /// <summary>Only the total of <see cref="Report"/>, for displays that ask often.</summary>
    /// <exception cref="ArgumentException">The window ends before it begins, or two records have one id.</exception>
    public static Money Total(IReadOnlyList<UsageRecord> usage, DateTimeOffset from, DateTimeOffset to) =>
        Cut(usage, from, to).Aggregate(Charge.Zero, (sum, slice) => sum + UsageMeter.Of(slice)).Round();

    private static void Fill(CostRowTable table, List<UsageSlice> slices, IPriceCatalog prices)
    {
        var allocation = new VmAllocation(slices, prices);
        foreach (var pod in slices.Where(slice => slice.IsPod))
            table.AddPod(pod, pod.Record.Kind is UsageKind.PodOnVm ? allocation.ShareOf(pod) : UsageMeter.Of(pod));
        foreach (var idle in allocation.Idle())
            table.AddIdle(idle);
    }

    /// <summary>An id is one use of one thing: to see it twice would charge it twice, so it is refused.</summary>
    private static List<UsageSlice> Cut(IReadOnlyList<UsageRecord> usage, DateTimeOffset from, DateTimeOffset to)
    {
        if (from > to)
            throw new ArgumentException($"The window ends at {to:O}, before it begins at {from:O}.", nameof(to));
        var slices = new List<UsageSlice>();
        var ids = new HashSet<string>(usage.Count, StringComparer.Ordinal);
        foreach (var record in usage.Where(record => record.Kind is not UsageKind.RefusedCreate))
        {
            if (!ids.Add(record.Id))
                throw new ArgumentException($"The usage record {record.Id} is there twice.", nameof(usage));
            if (UsageSlice.Cut(record, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()) is { } slice)
                slices.Add(slice);
        }

        return slices;
    }
}
