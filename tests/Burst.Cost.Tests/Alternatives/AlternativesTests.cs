using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Cost.Charging;
using Burst.Cost.Prices;
using Burst.Cost.Reports;

namespace Burst.Cost.Tests.Alternatives;

public sealed class AlternativesTests
{
    [Fact]
    public void AllAci_PricesPodsOnVmsAsGroups_AndKeepsTheRest()
    {
        var report = Report(A.Node(), A.PodOnVm(1, end: 10_000, requests: new(1500, 1025)), A.Group(2, end: 10_000));

        // 1.5 vCPU and 1.1 GB, and 1 vCPU and 1 GB, for ten seconds each.
        var exact = Charge.OfGroup(A.AciRates, new(1500, 11), 10_000) + Charge.OfGroup(A.AciRates, new(1000, 10), 10_000);
        Assert.Equal(new AllAciCost(exact.Round(), null), report.AllAci);
    }

    [Fact]
    public void AllAci_OfARunOnAciAlone_IsWhatItCost()
    {
        var report = Report(A.Group(1, 100, 5555), A.Group(2, 3000, null, billed: new(4000, 77)));

        Assert.Equal(report.Total, report.AllAci.Cost);
    }

    [Fact]
    public void AllAci_WhereARegionHasNoPrice_IsRefusedWithTheReason()
    {
        var report = Report(A.Node(), A.PodOnVm(1), A.PodOnVm(2) with { Region = "westeurope" }, A.PodOnVm(3) with { Region = "westeurope" });

        Assert.Equal(new AllAciCost(null, "no sourced price for aci in westeurope; add it to a file given with --prices"), report.AllAci);
    }

    [Fact]
    public void AllAci_OfAPodLargerThanAnyGroup_IsRefused() =>
        Assert.Equal(
            "pod default/pod-1 needs 32 CPU / 1 GB, the largest container group has 31 CPU / 240 GB",
            Report(A.PodOnVm(1, requests: new(32_000, 1024))).AllAci.Refusal);

    [Fact]
    public void VmPeak_PacksTheInstantOfGreatestDemand_OnTheNodesInUse()
    {
        var ledger = Enumerable.Range(1, 8).Select(id => A.PodOnVm(id, start: id * 1000, end: 20_000 + id))
            .Concat(Enumerable.Range(9, 5).Select(id => A.Group(id, 10_000, 15_000)))
            .Append(A.Node(tier: Tier.VmReserved, perHour: "0.0566"))
            .Append(A.Node("vm-2", start: 59_000, perHour: "0.192", capacity: new(4000, 16_384)) with { VmSize = "D4s_v5" });

        var report = Report([.. ledger]);

        Assert.Equal(new DemandPeak(A.Time(10_000), 13, new Resources(13_000, 13_312)), report.Peak);
        Assert.Equal(
            new VmPeakCost
            {
                Region = "eastus",
                Size = "D2s_v5",
                Tier = Tier.VmReserved,
                ReservedYears = 1,
                PerNodeHour = Money.Parse("0.0566"),
                Nodes = 7,
                Cost = new Money(6_603_333_333),
            },
            report.VmPeak);
    }

    [Fact]
    public void VmPeak_WithoutAnyVm_TakesD2sV5ByTheHour()
    {
        var report = Report(A.Group(1), A.Group(2), A.Group(3));

        Assert.Equal(("D2s_v5", Tier.Vm, 2, "0.0032"), (report.VmPeak.Size, report.VmPeak.Tier, report.VmPeak.Nodes, report.VmPeak.Cost.ToString()));
    }

    [Fact]
    public void VmPeak_WithoutAPrice_IsRefusedWithTheReason()
    {
        Assert.Equal(
            "no sourced price for D2s_v5 vm in swedencentral; add it to a file given with --prices",
            Report(A.Group(1) with { Region = "swedencentral" }).VmPeak.Refusal);
        Assert.Equal(
            "the D2s_v5 nodes of the tier vm in eastus were recorded without a price",
            Report(A.Node(perHour: "0"), A.PodOnVm(1)).VmPeak.Refusal);
        Assert.Equal(
            "pod default/pod-1 requests 4000m CPU, 1024 MiB, a D2s_v5 has 2000m CPU, 8192 MiB",
            Report(A.Node(), A.Group(1, requests: new(4000, 1024))).VmPeak.Refusal);
    }

    [Fact]
    public void VmPeak_WhereMemoryIsScarce_FollowsMemory()
    {
        var report = Report(
            A.Node(),
            A.PodOnVm(1, start: 0, end: 1000, requests: new(2000, 100)),
            A.PodOnVm(2, start: 2000, end: 3000, requests: new(100, 8000)),
            A.PodOnVm(3, start: 2500, end: 3000, requests: new(100, 8000)));

        Assert.Equal(A.Time(2500), report.Peak!.At);
        Assert.Equal(2, report.VmPeak.Nodes);
    }

    [Fact]
    public void Peak_WhereOnePodEndsAsAnotherBegins_CountsOne() =>
        Assert.Equal(1, Report(A.Group(1, 0, 5000), A.Group(2, 5000, 9000)).Peak!.Pods);

    private static CostReport Report(params UsageRecord[] ledger) =>
        CostReporter.Report(ledger, A.Time(0), A.Time(60_000), PriceBook.BuiltIn);
}
