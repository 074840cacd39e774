namespace Burst.Core.Ledger;

/// <summary>
/// Sums pods whose use has ended by period and terms. Nothing that a report's money rests on is lost: which uptime of its node a pod
/// overlapped, and for how long, is settled here, while both are known.
/// </summary>
/// <param name="periods">What the sums are kept for.</param>
/// <param name="keptFrom">Periods that ended before are left out.</param>
public sealed class UsageSummation(UsagePeriods periods, DateTimeOffset keptFrom)
{
    private readonly Dictionary<(DateTimeOffset From, UsageTerms Terms), UsageSum> _sums = [];

    /// <summary>How many parts were added, one or more a pod and period: what the work is proportional to.</summary>
    public int Parts { get; private set; }

    /// <summary>By period, then in the order in which the terms were first met.</summary>
    public IEnumerable<UsageSum> Sums => _sums.Values.OrderBy(sum => sum.From);

    /// <param name="pod">Has ended.</param>
    /// <param name="uptimes">The uptimes of its node, in any order; those it did not overlap do not matter.</param>
    public void Add(UsageRecord pod, IReadOnlyList<UsageRecord> uptimes)
    {
        foreach (var (from, part) in periods.Split(pod, keptFrom))
        {
            var overlaps = Overlaps(part, uptimes);
            Add(from, part, overlaps.Count == 0 ? ("", 0) : overlaps[0]);
            // The pod is counted once; a further uptime only gets its overlap.
            foreach (var (uptime, millis) in overlaps.Skip(1))
                Add(new UsageSum(from, from + periods.Length, UsageTerms.Of(pod, uptime), 0, 0, 0, 0, millis));
        }
    }

    private void Add(DateTimeOffset from, UsageSlice part, (string Uptime, long Millis) overlap)
    {
        var begun = part.Record.StartedAt >= from ? 1 : 0;
        var terms = UsageTerms.Of(part.Record, overlap.Uptime);
        Add(new UsageSum(from, from + periods.Length, terms, 1, begun, part.Millis, part.StartedSecondsMillis, overlap.Millis));
    }

    private void Add(UsageSum sum)
    {
        Parts++;
        var key = (sum.From, sum.Terms);
        _sums[key] = _sums.TryGetValue(key, out var before) ? before + sum : sum;
    }

    private static List<(string Uptime, long Millis)> Overlaps(UsageSlice pod, IReadOnlyList<UsageRecord> uptimes) =>
        pod.Record.Kind is not UsageKind.PodOnVm ? [] : [.. uptimes
            .Where(uptime => uptime.Node == pod.Record.Node)
            .Select(uptime => (uptime.Id, UsageSlice.Cut(uptime, pod.FromMillis, pod.ToMillis)?.Millis ?? 0))
            .Where(overlap => overlap.Item2 > 0)
            .OrderBy(overlap => overlap.Id, StringComparer.Ordinal)];
}
