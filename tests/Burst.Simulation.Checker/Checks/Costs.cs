using System.Numerics;
using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Prices;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>
/// The bill, found again in whole numbers. A unit is 1/3,600,000 of a pico-dollar: hundredths of a core, tenths of a GB, seconds and
/// milliseconds at prices an hour all divide into it, so nothing is rounded before the end.
/// </summary>
internal sealed class Costs(Evidence evidence)
{
    private const long UnitsPerPico = 3_600_000;
    private const long UnitsPerCentiCoreSecond = 10;
    private const long UnitsPerDeciGbSecond = 100;
    private const long MillisPerSecond = 1000;

    public void Check()
    {
        var exact = ByTier();
        var sum = exact.Values.Aggregate(BigInteger.Zero, (total, cost) => total + cost);
        var total = ((sum * 2) + UnitsPerPico) / (UnitsPerPico * 2);
        ReportRules.Ratio(evidence, ViolationKind.CostTotal, ReportKeys.CostTotal, total, BigInteger.Pow(10, PolicyReport.Scale));
        CheckTiers(exact, total);
    }

    /// <summary>In units.</summary>
    private SortedDictionary<string, BigInteger> ByTier()
    {
        var options = evidence.Options;
        var exact = new SortedDictionary<string, BigInteger>(StringComparer.Ordinal);
        if (options.VmNodes > 0)
            exact[options.VmTier] = (BigInteger)options.VmNodes * PriceTable.Vm(options.Region, options.VmSize, options.VmTier) * Span.Millis(evidence);
        foreach (var tier in new[] { TierNames.Aci, TierNames.AciSpot })
        {
            var (centiCoreSeconds, deciGbSeconds) = GroupTime(tier);
            if (centiCoreSeconds == 0)
                continue;
            var rate = PriceTable.Group(options.Region, tier);
            exact[tier] = (centiCoreSeconds * rate.PicoPerVcpuHour * UnitsPerCentiCoreSecond) + (deciGbSeconds * rate.PicoPerGbHour * UnitsPerDeciGbSecond);
        }

        return exact;
    }

    private (BigInteger CentiCoreSeconds, BigInteger DeciGbSeconds) GroupTime(string tier)
    {
        var (cores, memory) = (Int128.Zero, Int128.Zero);
        foreach (var placement in evidence.Placements)
        {
            if (evidence.GroupTier(placement) != tier)
                continue;
            var seconds = StartedSeconds(placement.EndMs - evidence.PlacedAtMs(placement));
            var size = GroupSize.Of(placement.Size);
            cores += (Int128)size.CentiCores * seconds;
            memory += (Int128)size.DeciGb * seconds;
        }

        return (cores, memory);
    }

    /// <summary>
    /// Each line is its exact amount rounded down, or up where the lines would not add up to the total otherwise; up go those that
    /// lose most by rounding down.
    /// </summary>
    private void CheckTiers(SortedDictionary<string, BigInteger> exact, BigInteger total)
    {
        var said = evidence.Report.Amounts(ReportKeys.CostByTier);
        if (!evidence.Audit.Holds(said is not null))
        {
            evidence.Audit.Add(ViolationKind.ReportMissing, ReportKeys.CostByTier, null, "an amount for each tier", "none");
            return;
        }

        foreach (var (tier, cost) in exact)
        {
            var down = cost / UnitsPerPico;
            var amount = said!.GetValueOrDefault(tier);
            if (!evidence.Audit.Holds(amount == down || (amount == down + 1 && cost % UnitsPerPico > 0)))
                evidence.Audit.Add(ViolationKind.CostOfTier, tier, null, ReportRules.Text(down), amount is { } wrong ? ReportRules.Text(wrong) : "none");
        }

        foreach (var (tier, amount) in said!.Where(entry => !exact.ContainsKey(entry.Key)))
        {
            if (!evidence.Audit.Holds(amount is { IsZero: true }))
                evidence.Audit.Add(ViolationKind.CostOfTier, tier, null, "nothing, for nothing ran there", amount is { } wrong ? ReportRules.Text(wrong) : "no amount");
        }

        CheckApportionment(exact, said!, total);
    }

    private void CheckApportionment(SortedDictionary<string, BigInteger> exact, IReadOnlyDictionary<string, BigInteger?> said, BigInteger total)
    {
        var lines = said.Values.Aggregate(BigInteger.Zero, (sum, amount) => sum + (amount ?? 0));
        if (!evidence.Audit.Holds(lines == total))
            evidence.Audit.Add(ViolationKind.CostOfTier, "the sum of the tiers", null, ReportRules.Text(total), ReportRules.Text(lines));
        var up = exact.Where(entry => said.GetValueOrDefault(entry.Key) > entry.Value / UnitsPerPico).Select(entry => entry.Value % UnitsPerPico);
        var down = exact.Where(entry => said.GetValueOrDefault(entry.Key) == entry.Value / UnitsPerPico).Select(entry => entry.Value % UnitsPerPico);
        if (!evidence.Audit.Holds(up.DefaultIfEmpty(UnitsPerPico).Min() >= down.DefaultIfEmpty(0).Max()))
            evidence.Audit.Add(ViolationKind.CostOfTier, "rounding", null, "up where most is lost", "up elsewhere");
    }

    private static long StartedSeconds(long millis) => (Math.Max(0, millis) + MillisPerSecond - 1) / MillisPerSecond;
}
