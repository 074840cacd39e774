using System.Text.Encodings.Web;
using System.Text.Json;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Cost.Prices;
using Burst.Cost.Reports;

namespace Burst.Cost.Tests.Reports;

public sealed class CostReporterTests
{
    private const long Hour = 3_600_000;

    private static readonly CostJson Indented = new(new(CostJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    [Fact]
    public void SmallReport_ReadsAsApproved()
    {
        var report = Report(SmallLedger(), 0, 60_000);

        Approval.Check("small-report.json", JsonSerializer.Serialize(report, Indented.CostReport) + "\n");
        Approval.Check("small-report.csv", CostCsv.Write(report.Rows));
    }

    [Fact]
    public void Report_RoundTripsAsJson()
    {
        var report = Report(SmallLedger(), 0, 60_000);

        var json = JsonSerializer.Serialize(report, CostJson.Default.CostReport);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, CostJson.Default.CostReport)!, CostJson.Default.CostReport));
    }

    [Fact]
    public void VmNode_IsSplitBetweenCpuAndMemory_InTheRatioOfAciPrices()
    {
        // D2s_v5: CPU is 2 x 0.0405 = 0.081 and memory 8 x 0.00445 = 0.0356 of 0.1166 parts.
        var report = Report([A.Node(perHour: "0.1166"), A.PodOnVm(1, requests: new(2000, 0)), A.PodOnVm(2, requests: new(0, 4096), workload: "Deployment/db")], 0, Hour);

        Assert.Equal(["0.0178", "0.081", "0.0178"], report.Rows.Select(row => row.Cost.ToString()));
        Assert.Equal(CostRowKind.VmIdle, report.Rows[2].Kind);
    }

    [Fact]
    public void VmNode_WhereAciHasNoPrice_IsSplitAsInEastUs()
    {
        UsageRecord[] ledger = [A.Node(perHour: "0.1166") with { Region = "westeurope" }, A.PodOnVm(1, requests: new(2000, 0)) with { Region = "westeurope" }];

        Assert.Equal("0.081", Report(ledger, 0, Hour).Rows[0].Cost.ToString());
    }

    [Fact]
    public void CreateThatWasRefused_IsInNoReport()
    {
        var refused = A.PodOnVm(1) with { Kind = UsageKind.RefusedCreate };

        var report = Report([refused with { EndedAt = refused.StartedAt }], 0, Hour);

        Assert.Equal((0, 0), (report.PodsRun, report.Rows.Length));
    }

    [Fact]
    public void Overcommit_SharesTheNode_AndLeavesNoIdle()
    {
        var ledger = Enumerable.Range(1, 5).Select(id => A.PodOnVm(id, requests: new(1000, 4096))).Append(A.Node(perHour: "0.0960")).ToArray();

        var report = Report(ledger, 0, Hour);

        Assert.Equal(["0.096", "0.00"], report.Rows.Select(row => row.Cost.ToString()));
        Assert.Equal(0, report.Rows[1].CoreSeconds);
    }

    [Fact]
    public void Pod_ThatOutlastsItsNode_IsChargedForWhatTheNodeWas()
    {
        var report = Report([A.Node(end: 1000), A.PodOnVm(1, requests: new(2000, 8192)), A.PodOnVm(2, node: "vm-unknown")], 0, 10_000);

        Assert.Equal(Report([A.Node(end: 1000)], 0, 10_000).Total, report.Rows[0].Cost);
        Assert.Equal(2, report.Rows[0].Pods);
        Assert.Equal(30, report.Rows[0].CoreSeconds);
    }

    [Fact]
    public void NodeNameUsedAgain_EachUptimeIsSharedByItsOwnPods()
    {
        UsageRecord[] ledger =
        [
            A.Node(start: 0, end: 1000, perHour: "3600"),
            A.Node(start: 2000, end: 3000, perHour: "7200"),
            A.PodOnVm(1, start: 500, end: 2500, requests: new(2000, 8192)),
        ];

        // Half of one second at 1 USD and half of one second at 2 USD.
        Assert.Equal("1.50", Report(ledger, 0, 5000).Rows[0].Cost.ToString());
    }

    [Fact]
    public void Window_ClipsIntervals_AndWindowsAddUp() => Properties.ForSeeds(50, seed =>
    {
        var ledger = History.Random(seed, 40);
        var cut = new Random(seed).Next(History.SpanMillis);

        var whole = CostReporter.Total(ledger, A.Time(0), A.Time(History.SpanMillis));
        var parts = CostReporter.Total(ledger, A.Time(0), A.Time(cut)) + CostReporter.Total(ledger, A.Time(cut), A.Time(History.SpanMillis));

        // Each total is rounded once, to half a pico-dollar.
        Assert.InRange((long)(whole - parts).PicoDollars, -1, 1);
    });

    [Fact]
    public void Rows_SumToTheTotal_ForRandomLedgers_InAnyOrderAndGrouping() => Properties.ForSeeds(60, seed =>
    {
        var ledger = History.Random(seed, 60).ToArray();
        var total = CostReporter.Total(ledger, A.Time(1000), A.Time(400_000));
        var shuffled = ledger.ToArray();
        new Random(seed).Shuffle(shuffled);

        foreach (var grouping in Enum.GetValues<CostGrouping>())
        {
            var report = Report(ledger, 1000, 400_000, grouping);
            Assert.Equal(total, report.Total);
            Assert.Equal(total, report.Rows.Aggregate(Money.Zero, (sum, row) => sum + row.Cost));
            Assert.Equal(report.PodsRun, report.Rows.Sum(row => row.Pods));
            Assert.All(report.Rows, row => Assert.True(row.Cost >= Money.Zero && row.CoreSeconds >= 0));
            Assert.Equal(ToJson(report), ToJson(Report(shuffled, 1000, 400_000, grouping)));
        }
    });

    [Fact]
    public void SplittingANodesUptime_ChangesNoTotal() => Properties.ForSeeds(60, seed =>
    {
        var ledger = History.Random(seed, 40);
        var node = ledger.First(record => record.Kind is UsageKind.VmNode && record.EndedAt is not null);
        var start = (long)(node.StartedAt - A.Origin).TotalMilliseconds;
        var end = (long)(node.EndedAt!.Value - A.Origin).TotalMilliseconds;
        var at = new Random(seed).NextInt64(start, end + 1);
        var split = ledger.Where(record => record != node)
            .Append(node with { Id = node.Id + "a", EndedAt = A.Time(at) })
            .Append(node with { Id = node.Id + "b", StartedAt = A.Time(at) })
            .ToArray();

        Assert.Equal(Report(ledger, 0, 400_000).Total, Report(split, 0, 400_000).Total);
    });

    [Fact]
    public void Grouping_NamesOnlyWhatItGroupsBy()
    {
        var ledger = SmallLedger();

        Assert.Equal(["aci-eastus", "vm-1", "vm-1"], Report(ledger, 0, 60_000, CostGrouping.Node).Rows.Select(row => row.Node));
        Assert.Equal(["aci", "vm-reserved", "vm-reserved"], Report(ledger, 0, 60_000, CostGrouping.Tier).Rows.Select(row => row.Tier!.Value.Value));
        Assert.Equal(["default", null], Report(ledger, 0, 60_000, CostGrouping.Namespace).Rows.Select(row => row.Namespace));
        Assert.All(Report(ledger, 0, 60_000, CostGrouping.Namespace).Rows, row => Assert.True(row is { Workload: null, Node: null, Tier: null }));
    }

    [Fact]
    public void EmptyWindow_IsAnEmptyReport()
    {
        var report = Report(SmallLedger(), 1000, 1000);

        Assert.Equal((Money.Zero, 0, 0), (report.Total, report.PodsRun, report.VmPeak.Nodes));
        Assert.Empty(report.Rows);
        Assert.Null(report.Peak);
    }

    [Fact]
    public void WindowThatEndsBeforeItBegins_AndRecordsTwice_AreRefused()
    {
        Assert.Contains("before it begins", Assert.Throws<ArgumentException>(() => Report([], 1, 0)).Message);
        Assert.Contains("is there twice", Assert.Throws<ArgumentException>(() => Report([A.Group(1), A.Group(1)], 0, 1000)).Message);
    }

    private static UsageRecord[] SmallLedger() =>
    [
        A.Node(tier: Tier.VmReserved, perHour: "0.0566"),
        A.PodOnVm(1, tier: Tier.VmReserved) with { Waited = TimeSpan.FromMilliseconds(250) },
        A.PodOnVm(2, start: 5000, end: 30_250, tier: Tier.VmReserved, workload: "Job/burst") with { Waited = TimeSpan.FromSeconds(1) },
        A.Group(3, 10_000, 20_001) with { Waited = TimeSpan.FromSeconds(12) },
        A.Group(4, 10_000, null, new(1500, 2000), new(1500, 20)),
    ];

    private static CostReport Report(IReadOnlyList<UsageRecord> ledger, long from, long to, CostGrouping grouping = CostGrouping.Workload) =>
        CostReporter.Report(ledger, A.Time(from), A.Time(to), PriceBook.BuiltIn, grouping);

    private static string ToJson(CostReport report) => JsonSerializer.Serialize(report, CostJson.Default.CostReport);
}
