using System.Numerics;
using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Prices;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>The bill of the run, found again in whole numbers.</summary>
internal sealed class Costs(Evidence evidence)
{
    private const long UnitsPerPico = GroupBill.UnitsPerPico;

    public void Check()
    {
        var exact = ByTier();
        var sum = exact.Values.Aggregate(BigInteger.Zero, (total, cost) => total + cost);
        var total = GroupBill.Round(sum);
        ReportRules.Ratio(evidence, ViolationKind.CostTotal, ReportKeys.CostTotal, total, BigInteger.Pow(10, PolicyReport.Scale));
        CheckTiers(exact, total);
    }

    /// <summary>In units.</summary>
    private SortedDictionary<string, BigInteger> ByTier()
    {
        var options = evidence.Options;
        var exact = new SortedDictionary<string, BigInteger>(StringComparer.Ordinal);
        if (options.VmNodes > 0)
            exact[TierNames.OfOption(options.VmTier)] = options.Vms.PicoPerHour(options.Region, options.VmTier) * Span.Of(evidence).Millis;
        foreach (var tier in new[] { TierNames.Aci, TierNames.AciSpot })
        {
            if (Bill(tier) is { IsEmpty: false } bill)
                exact[tier] = bill.Units(PriceTable.Group(options.Region, tier));
        }

        return exact;
    }

    private GroupBill Bill(string tier)
    {
        var bill = default(GroupBill);
        foreach (var placement in evidence.Placements)
        {
            if (evidence.GroupTier(placement) == tier)
                bill.Add(GroupSize.Of(placement.Size), placement.EndMs - evidence.PlacedAtMs(placement));
        }

        return bill;
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
}
