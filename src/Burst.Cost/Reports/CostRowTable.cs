using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Cost.Allocation;
using Burst.Cost.Charging;

namespace Burst.Cost.Reports;

/// <summary>Sums exact charges into the rows of a report, then rounds once.</summary>
internal sealed class CostRowTable(CostGrouping grouping)
{
    private const decimal MilliCoreMillisPerCoreSecond = 1_000_000;

    private readonly Dictionary<CostRowKey, Sums> _sums = [];

    /// <summary>Their share of a VM's cost is added by <see cref="AddShare"/>.</summary>
    public void AddPods(PodUse use)
    {
        var terms = use.Terms;
        var sums = Find(CostRowKey.Of(grouping, CostRowKind.Pods, terms.Namespace, terms.Workload, terms.Node, terms.Tier));
        sums.Pods += use.Pods;
        sums.MilliCoreMillis += (Int128)terms.Requested.CpuMillis * use.Millis;
        sums.Charge += use.GroupCharge;
    }

    public void AddShare(VmShare share)
    {
        var sharer = share.Sharer;
        Find(CostRowKey.Of(grouping, CostRowKind.Pods, sharer.Namespace, sharer.Workload, sharer.Node, sharer.Tier)).Charge += share.Charge;
    }

    public void AddIdle(VmIdle idle)
    {
        var node = idle.Node;
        var sums = Find(CostRowKey.Of(grouping, CostRowKind.VmIdle, node.Namespace, node.Workload, node.Node, node.Tier));
        sums.MilliCoreMillis += idle.MilliCoreMillis;
        sums.Charge += idle.Charge;
    }

    public Invoice<CostRowKey> ToInvoice() =>
        Invoice<CostRowKey>.Of(_sums.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Charge)));

    public ImmutableArray<CostRow> Rows(Invoice<CostRowKey> invoice) => [.. invoice.Lines.Select(ToRow)];

    private CostRow ToRow(InvoiceLine<CostRowKey> line)
    {
        var sums = _sums[line.Key];
        return new CostRow
        {
            Kind = line.Key.Kind,
            Namespace = NullWhenEmpty(line.Key.Namespace),
            Workload = NullWhenEmpty(line.Key.Workload),
            Node = NullWhenEmpty(line.Key.Node),
            Tier = line.Key.Tier.Length == 0 ? null : Tier.Parse(line.Key.Tier),
            Pods = sums.Pods,
            CoreSeconds = (decimal)sums.MilliCoreMillis / MilliCoreMillisPerCoreSecond,
            Cost = line.Amount,
        };
    }

    private Sums Find(CostRowKey key)
    {
        if (!_sums.TryGetValue(key, out var sums))
            _sums.Add(key, sums = new Sums());
        return sums;
    }

    private static string? NullWhenEmpty(string text) => text.Length == 0 ? null : text;

    private sealed class Sums
    {
        public Charge Charge { get; set; }

        public int Pods { get; set; }

        public Int128 MilliCoreMillis { get; set; }
    }
}
