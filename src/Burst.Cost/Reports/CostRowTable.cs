using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Cost.Allocation;
using Burst.Cost.Charging;

namespace Burst.Cost.Reports;

/// <summary>Sums exact charges into the rows of a report, then rounds once.</summary>
internal sealed class CostRowTable(CostGrouping grouping)
{
    private const decimal MilliCoreMillisPerCoreSecond = 1_000_000;

    private readonly Dictionary<CostRowKey, Sums> _sums = [];

    public void AddPod(UsageSlice pod, Charge charge)
    {
        var sums = Find(CostRowKind.Pods, pod.Record);
        sums.Pods++;
        sums.MilliCoreMillis += (Int128)pod.Record.Requested.CpuMillis * pod.Millis;
        sums.Charge += charge;
    }

    public void AddIdle(VmIdle idle)
    {
        var sums = Find(CostRowKind.VmIdle, idle.Node);
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

    private Sums Find(CostRowKind kind, UsageRecord record)
    {
        var key = CostRowKey.Of(grouping, kind, record);
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
