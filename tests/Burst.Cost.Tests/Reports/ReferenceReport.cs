using System.Numerics;
using Burst.Core.Ledger;
using Burst.Core.Units;

namespace Burst.Cost.Tests.Reports;

/// <summary>The rules of the report, spelled out pair by pair in pico-dollars, for East US.</summary>
internal sealed class ReferenceReport
{
    private readonly UsageRecord[] _nodes;
    private readonly UsageRecord[] _pods;
    private readonly long _from;
    private readonly long _to;

    public ReferenceReport(IReadOnlyList<UsageRecord> ledger, long from, long to)
    {
        (_from, _to) = (from, to);
        _nodes = [.. ledger.Where(record => record.Pod is null && IsIn(record, from, to))];
        _pods = [.. ledger.Where(record => record.Pod is not null && IsIn(record, from, to))];
        Total = ledger.Aggregate(Fraction.Zero, (sum, record) => sum + Cost(record, from, to));
        foreach (var pod in _pods)
            Add($"Pods {pod.Namespace} {pod.Workload} {pod.Tier}", pod.Kind is UsageKind.PodOnVm ? ShareOf(pod) : Cost(pod, from, to));
        foreach (var node in _nodes)
        {
            var shared = _pods.Where(pod => pod.Kind is UsageKind.PodOnVm).Aggregate(Fraction.Zero, (sum, pod) => sum + Share(pod, node));
            Add($"VmIdle   {node.Tier}", Cost(node, from, to) - shared);
        }
    }

    public Dictionary<string, Fraction> Rows { get; } = [];

    public Fraction Total { get; }

    public static bool IsIn(UsageRecord record, long from, long to)
    {
        var (start, end) = (Start(record), End(record, to));
        return start < to && (end > from || (start == end && start >= from));
    }

    public static Fraction Cost(UsageRecord record, long from, long to)
    {
        var rates = record.Rates;
        return record.Kind switch
        {
            UsageKind.VmNode => Fraction.Of((BigInteger)rates.PerNodeHour.PicoDollars * Overlap(record, from, to, to), 3_600_000),
            UsageKind.ContainerGroup => GroupPerSecond(rates, record.Billed) * new Fraction(StartedSeconds(record, from, to), 1),
            _ => Fraction.Zero,
        };
    }

    public (long At, int Pods, Resources Requested)? Peak()
    {
        (long At, int Pods, Resources Requested)? best = null;
        foreach (var at in _pods.Select(pod => Math.Max(_from, Start(pod))).Distinct().Order())
        {
            var live = _pods.Where(pod => Start(pod) <= at && at < Math.Min(_to, End(pod, _to))).ToArray();
            var now = (At: at, Pods: live.Length, Requested: live.Aggregate(Resources.Zero, (sum, pod) => sum + pod.Requested));
            if (live.Length > 0 && (best is null || Rank(now).CompareTo(Rank(best.Value)) > 0))
                best = now;
        }

        return best;

        // Shares of a D2s_v5: 2 cores, 8 GiB.
        static (decimal Share, int Pods) Rank((long At, int Pods, Resources Requested) at) =>
            (decimal.Max(at.Requested.CpuMillis / 2000m, at.Requested.MemoryMib / 8192m), at.Pods);
    }

    public Fraction AllAci(UsageRates rates) => _pods.Aggregate(Fraction.Zero, (sum, pod) => sum + (pod.Kind is UsageKind.ContainerGroup
        ? Cost(pod, _from, _to)
        : GroupPerSecond(rates, AtLeastMinimum(GroupSize.RoundUp(pod.Requested))) * new Fraction(StartedSeconds(pod, _from, _to), 1)));

    private Fraction ShareOf(UsageRecord pod) => _nodes.Aggregate(Fraction.Zero, (sum, node) => sum + Share(pod, node));

    /// <summary>CPU to memory as 0.0405 to 0.00445; each by requested time of offered time, or of requested time when that is more.</summary>
    private Fraction Share(UsageRecord pod, UsageRecord node)
    {
        if (Together(pod, node) == 0)
            return Fraction.Zero;
        var (cpuWeight, memoryWeight) = (810 * node.Requested.CpuMillis * 1024, 89 * node.Requested.MemoryMib * 1000);
        var cpu = Fraction.Of(cpuWeight, cpuWeight + memoryWeight) * Part(record => record.Requested.CpuMillis);
        var memory = Fraction.Of(memoryWeight, cpuWeight + memoryWeight) * Part(record => record.Requested.MemoryMib);
        return Cost(node, _from, _to) * (cpu + memory);

        Fraction Part(Func<UsageRecord, long> amount)
        {
            var offered = amount(node) * Overlap(node, _from, _to, _to);
            var requested = _pods.Where(other => other.Kind is UsageKind.PodOnVm).Sum(other => amount(other) * Together(other, node));
            return Fraction.Of(amount(pod) * Together(pod, node), Math.Max(offered, requested));
        }
    }

    private long Together(UsageRecord pod, UsageRecord node) => pod.Node != node.Node
        ? 0
        : Overlap(pod, Math.Max(_from, Start(node)), Math.Min(_to, End(node, _to)), _to);

    private void Add(string key, Fraction cost) => Rows[key] = Rows.GetValueOrDefault(key, Fraction.Zero) + cost;

    private static Fraction GroupPerSecond(UsageRates rates, GroupSize size) =>
        Fraction.Of((BigInteger)rates.PerVcpuHour.PicoDollars * size.CpuMillis, 3_600_000) +
        Fraction.Of((BigInteger)rates.PerGbHour.PicoDollars * size.MemoryDeciGb, 36_000);

    private static GroupSize AtLeastMinimum(GroupSize size) => new(Math.Max(1000, size.CpuMillis), Math.Max(10, size.MemoryDeciGb));

    private static long StartedSeconds(UsageRecord record, long from, long to)
    {
        var count = 0L;
        for (var second = Start(record); second < Math.Min(End(record, to), to); second += 1000)
            count += second >= from ? 1 : 0;
        return count;
    }

    private static long Overlap(UsageRecord record, long from, long to, long openEnd) =>
        Math.Max(0, Math.Min(End(record, openEnd), to) - Math.Max(Start(record), from));

    private static long Start(UsageRecord record) => (long)(record.StartedAt - A.Origin).TotalMilliseconds;

    private static long End(UsageRecord record, long openEnd) =>
        record.EndedAt is { } end ? (long)(end - A.Origin).TotalMilliseconds : openEnd;
}
