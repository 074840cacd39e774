using Burst.Core.Ledger;

namespace Burst.Cost.Tests.Reports;

/// <summary>A ledger in which what ended before an instant has become sums, as the store makes them.</summary>
internal static class SummedLedger
{
    public static readonly UsagePeriods Periods = new(TimeSpan.FromMilliseconds(PeriodMillis));

    public const long PeriodMillis = 100_000;

    /// <param name="usage">All single records.</param>
    /// <param name="before">Pods that ended, and began, before are summed; the beginning of a period.</param>
    public static UsageLedger Of(IReadOnlyList<UsageRecord> usage, DateTimeOffset before)
    {
        // As the store knew them then: what ended later was going on.
        var uptimes = usage
            .Where(record => record.Kind is UsageKind.VmNode)
            .Select(record => record.EndedAt < before ? record : record with { EndedAt = null })
            .ToList();
        var isSummed = usage.ToLookup(record => record.Kind is not UsageKind.VmNode && record.EndedAt < before && record.StartedAt < before);
        var summation = new UsageSummation(Periods, keptFrom: DateTimeOffset.UnixEpoch);
        foreach (var pod in isSummed[true])
            summation.Add(pod, uptimes);
        return new UsageLedger([.. isSummed[false]], [.. summation.Sums]);
    }
}
