using System.Text.Json;
using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Cost.Prices;
using Burst.Cost.Reports;

namespace Burst.Cost.Tests.Reports;

/// <summary>A report is the same to the pico-dollar whether the ledger has single records or the sums that took their place.</summary>
public sealed class SummedReportTests
{
    private const long Period = SummedLedger.PeriodMillis;
    private const int Periods = (int)(History.SpanMillis / Period);

    [Fact]
    public void WholePeriods_CostTheSame_WithAndWithoutSums() => Properties.ForSeeds(150, seed =>
    {
        var random = new Random(seed);
        var usage = History.Random(seed, 60);
        var ledger = SummedLedger.Of(usage, A.Time(random.Next(1, Periods + 3) * Period));
        var from = random.Next(Periods);
        var (begin, end) = (A.Time(from * Period), A.Time(random.Next(from + 1, Periods + 2) * Period));

        foreach (var grouping in Enum.GetValues<CostGrouping>())
        {
            var single = CostReporter.Report(usage, begin, end, PriceBook.BuiltIn, grouping);
            var summed = CostReporter.Report(ledger, begin, end, PriceBook.BuiltIn, grouping);
            Assert.Equal(Charged(single), Charged(summed));
        }
    });

    [Fact]
    public void WindowThatCutsASum_IsWidenedToItsPeriod_AndSaysSo() => Properties.ForSeeds(60, seed =>
    {
        var random = new Random(seed);
        var usage = History.Random(seed, 60);
        var ledger = SummedLedger.Of(usage, A.Time(History.SpanMillis));
        var from = random.NextInt64(1, 2 * Period);
        var to = from + random.NextInt64(2 * Period);

        var summed = CostReporter.Report(ledger, A.Time(from), A.Time(to), PriceBook.BuiltIn);

        Assert.Equal(Charged(CostReporter.Report(usage, summed.From, summed.To, PriceBook.BuiltIn)), Charged(summed));
        Assert.True(summed.From <= A.Time(from) && summed.From > A.Time(from - Period));
        Assert.True(summed.To >= A.Time(to) && summed.To < A.Time(to + Period));
    });

    [Fact]
    public void PodThatRanInSeveralPeriods_IsOnePod_InEachWindow()
    {
        UsageRecord[] usage = [A.Group(1, start: Period / 2, end: (2 * Period) + 1)];
        var ledger = SummedLedger.Of(usage, A.Time(3 * Period));

        Assert.Equal(3, ledger.Sums.Count);
        Assert.Equal((1, 1), CountsOf(0, 3));
        Assert.Equal((1, 1), CountsOf(1, 3));
        Assert.Equal((0, 0), CountsOf(3, 4));

        (int, int) CountsOf(long from, long to)
        {
            var report = CostReporter.Report(ledger, A.Time(from * Period), A.Time(to * Period), PriceBook.BuiltIn);
            return (report.PodsRun, report.PodsSpilled);
        }
    }

    [Fact]
    public void PodOnTwoUptimesOfItsNode_SharesBoth_AsItDidBefore()
    {
        UsageRecord[] usage =
        [
            A.Node(start: 0, end: 1000, perHour: "3600"),
            A.Node(start: 2000, end: 3000, perHour: "7200"),
            A.PodOnVm(1, start: 500, end: 2500, requests: new(2000, 8192)),
        ];

        var report = CostReporter.Report(SummedLedger.Of(usage, A.Time(Period)), A.Time(0), A.Time(Period), PriceBook.BuiltIn);

        // Half of one second at 1 USD and half of one second at 2 USD.
        Assert.Equal(("1.50", 1), (report.Rows[0].Cost.ToString(), report.Rows[0].Pods));
    }

    [Fact]
    public void WhatSumsDoNotTell_IsRefused_AndNotGuessed()
    {
        UsageRecord[] usage = [A.Node(), A.PodOnVm(1, end: 50_000) with { Waited = TimeSpan.FromSeconds(9) }, A.PodOnVm(2, start: Period) with { Waited = TimeSpan.FromSeconds(1) }];
        var ledger = SummedLedger.Of(usage, A.Time(Period));

        var both = CostReporter.Report(ledger, A.Time(0), A.Time(2 * Period), PriceBook.BuiltIn);
        var single = CostReporter.Report(ledger, A.Time(Period), A.Time(2 * Period), PriceBook.BuiltIn);

        Assert.Equal(A.Time(Period), both.SumsUntil);
        Assert.Null(both.Peak);
        Assert.Null(both.VmPeak.Cost);
        Assert.Equal("usage until 2026-10-09 12:01 UTC is kept as sums, which do not tell how many pods ran at once; begin there", both.VmPeak.Refusal);
        Assert.Equal((1, 1m), (both.Wait.Pods, both.Wait.MaxSeconds));
        Assert.Null(single.SumsUntil);
        Assert.Equal((1, 1), (single.Peak!.Pods, single.VmPeak.Nodes));
    }

    [Fact]
    public void PodTooLargeForAci_IsNamedByItsWorkload_OnceItIsSummed()
    {
        UsageRecord[] usage = [A.PodOnVm(1, end: 1000, requests: new Resources(64_000, 1024))];

        var report = CostReporter.Report(SummedLedger.Of(usage, A.Time(Period)), A.Time(0), A.Time(Period), PriceBook.BuiltIn);

        Assert.StartsWith("a pod of default/Deployment/web needs 64 CPU", report.AllAci.Refusal);
    }

    /// <summary>All of a report but what only single records tell.</summary>
    private static string Charged(CostReport report) => JsonSerializer.Serialize(
        report with { SumsUntil = null, Peak = null, VmPeak = report.VmPeak with { Cost = null, Nodes = null, Refusal = null }, Wait = WaitStatistics.Of([]) },
        CostJson.Default.CostReport);
}
