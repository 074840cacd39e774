using System.Numerics;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Cost.Prices;
using Burst.Cost.Reports;

namespace Burst.Cost.Tests.Reports;

/// <summary>The reporter against a slow one that looks at every pair, every instant and whole fractions.</summary>
public sealed class ReferenceTests
{
    private const long From = 20_000;
    private const long To = 500_000;

    [Fact]
    public void Report_AgreesWithTheReference() => Properties.ForSeeds(40, seed => AssertAgrees(History.Random(seed, 80)));

    [Fact]
    public void ReportOfAHundredThousandRecords_AgreesWithTheReferenceOnWhatCanBeChecked()
    {
        var ledger = History.Random(11, 100_000, nodes: 50);

        var report = CostReporter.Report(ledger, A.Time(From), A.Time(To), PriceBook.BuiltIn);

        var exact = ledger.Aggregate(Fraction.Zero, (sum, record) => sum + ReferenceReport.Cost(record, From, To));
        Assert.Equal(exact.Round(), report.Total.PicoDollars);
        Assert.Equal(report.Total, report.Rows.Aggregate(Money.Zero, (sum, row) => sum + row.Cost));
        Assert.Equal(ledger.Count(record => record.Pod is not null && ReferenceReport.IsIn(record, From, To)), report.PodsRun);
        AssertAgrees([.. ledger.Where(record => record.Kind is UsageKind.VmNode), .. ledger.Where(record => record.Pod is not null).Take(1000)]);
    }

    private static void AssertAgrees(IReadOnlyList<UsageRecord> ledger)
    {
        var report = CostReporter.Report(ledger, A.Time(From), A.Time(To), PriceBook.BuiltIn);
        var reference = new ReferenceReport(ledger, From, To);

        Assert.Equal(reference.Total.Round(), report.Total.PicoDollars);
        Assert.Equal(reference.Rows.Keys.Order(StringComparer.Ordinal), report.Rows.Select(KeyOf).Order(StringComparer.Ordinal));
        foreach (var row in report.Rows)
        {
            // Rounding moves a row by less than a pico-dollar, the shares rounded down by next to nothing more.
            var difference = reference.Rows[KeyOf(row)] - new Fraction((BigInteger)row.Cost.PicoDollars, 1);
            Assert.True(difference.IsWithin(1, 1), $"{KeyOf(row)} is {difference} pico-dollars off");
        }

        Assert.Equal(reference.Peak(), report.Peak is { } peak ? ((long)(peak.At - A.Origin).TotalMilliseconds, peak.Pods, peak.Requested) : null);
        Assert.Equal(reference.AllAci(A.AciRates).Round(), report.AllAci.Cost!.Value.PicoDollars);
    }

    private static string KeyOf(CostRow row) => $"{row.Kind} {row.Namespace} {row.Workload} {row.Tier}";
}
