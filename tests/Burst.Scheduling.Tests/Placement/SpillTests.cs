using Burst.Core.Ids;
using Burst.Core.Policies;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Testing.Builders;
using Burst.Testing.Pricing;

namespace Burst.Scheduling.Tests.Placement;

public class SpillTests
{
    [Fact]
    public void Overflow_SpillsOnlyAfterItsWait_ByItsOwnWake()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 500), A.VirtualNode(), A.Pod(labels: "app=batch"), A.Policy(afterSeconds: 5)).Settle();
        Assert.Contains(bench.Wakes, wake => wake.At == A.Start.AddSeconds(5));

        bench.Advance(4.9);
        Assert.Null(bench.NodeOf("one"));

        bench.Advance(0.1);
        Assert.Equal("aci-eastus", bench.NodeOf("one"));
        Assert.Contains(bench.Events, item => item.Reason == "Spilled");
        Assert.Equal(
            "waited 5s (after 5s) and 0/1 nodes fit: 1 insufficient cpu; aci costs $0.044/h", Assert.Single(bench.Active).Placement!.Reason);
    }

    [Fact]
    public void Overflow_PodCreatedBeforeTheClockWasSetBack_SpillsAtOnce()
    {
        var pod = A.Pod(labels: "app=batch");
        var fromTheFuture = pod with { Metadata = pod.Metadata with { CreatedAt = A.Start.AddMinutes(30) } };
        var bench = new PlannerBench(A.VmNode(cpuMillis: 500), A.VirtualNode(), fromTheFuture, A.Policy(afterSeconds: 5)).Settle();

        Assert.Equal("aci-eastus", bench.NodeOf("one"));
    }

    [Fact]
    public void Overflow_WithRoomOnAVm_StaysThere()
    {
        var bench = new PlannerBench(A.VmNode(), A.VirtualNode(), A.Pod(labels: "app=batch"), A.Policy(afterSeconds: 0)).Settle();

        Assert.Equal("vm-1", bench.NodeOf("one"));
    }

    [Fact]
    public void Overflow_WithoutAnyVm_SaysSo()
    {
        var bench = new PlannerBench(A.VirtualNode(), A.Pod(labels: "app=batch"), A.Policy(afterSeconds: 0)).Settle();

        Assert.Equal(
            "waited 0s (after 0s) and the cluster has no VM node; aci costs $0.044/h", Assert.Single(bench.Active).Placement!.Reason);
    }

    [Theory]
    [InlineData(BurstMode.Never, "vm-1", null)]
    [InlineData(BurstMode.Overflow, "vm-1", "aci-eastus")]
    [InlineData(BurstMode.Prefer, "aci-eastus", "aci-eastus")]
    [InlineData(BurstMode.Always, "aci-eastus", "aci-eastus")]
    public void Mode_DecidesWhereThePodsGo(BurstMode mode, string first, string? second)
    {
        var bench = new PlannerBench(
            A.VmNode(cpuMillis: 1000), A.VirtualNode(), A.Pod("one", labels: "app=batch", createdAt: A.Start.AddSeconds(-1)),
            A.Pod("two", labels: "app=batch"), A.Policy(mode: mode, afterSeconds: 0)).Settle();

        Assert.Equal(first, bench.NodeOf("one"));
        Assert.Equal(second, bench.NodeOf("two"));
    }

    [Fact]
    public void Prefer_WithTheVirtualNodeFull_UsesTheVms()
    {
        var bench = new PlannerBench(
            A.VmNode(), A.VirtualNode(podsMax: 0), A.Pod(labels: "app=batch"), A.Policy(mode: BurstMode.Prefer)).Settle();

        Assert.Equal("vm-1", bench.NodeOf("one"));
    }

    [Fact]
    public void Always_WithTheVirtualNodeDown_WaitsThoughAVmIsFree()
    {
        var bench = new PlannerBench(
            A.VmNode(), A.VirtualNode(ready: false), A.Pod(labels: "app=batch"), A.Policy(mode: BurstMode.Always)).Settle();

        Assert.Equal("0/1 nodes fit: 1 not ready.", bench.MessageOf("one"));
    }

    [Fact]
    public void Tiers_AreTriedInTheirOrder_NotByPrice()
    {
        var bench = new PlannerBench(
            A.VirtualNode(), A.Pod("dear", labels: "app=dear"), A.Pod("cheap", labels: "app=cheap"),
            A.Policy("dear", afterSeconds: 0, selector: "app=dear", tiers: [Tier.Aci, Tier.AciSpot]),
            A.Policy("cheap", afterSeconds: 0, selector: "app=cheap", tiers: [Tier.AciSpot, Tier.Aci])).Settle();

        Assert.Equal(Tier.Aci, TierOf(bench, "dear"));
        Assert.Equal(Tier.AciSpot, TierOf(bench, "cheap"));
    }

    [Fact]
    public void WithinATier_TheCheapestRegionIsChosen()
    {
        var bench = new PlannerBench(
            A.VirtualNode("aci-east", "eastus"), A.VirtualNode("aci-west", "westus"), A.Pod(labels: "app=batch"), A.Policy(afterSeconds: 0));
        bench.Prices.AciByRegion["westus"] = FixedPrices.AciSpot;

        Assert.Equal("aci-west", bench.Settle().NodeOf("one"));
    }

    [Fact]
    public void RegionWithoutAPrice_IsRefused_NeverGuessed()
    {
        var bench = new PlannerBench(A.VirtualNode(), A.Pod(labels: "app=batch"), A.Policy(afterSeconds: 0));
        bench.Prices.UnpricedRegions.Add("eastus");

        bench.Settle();

        Assert.Null(bench.NodeOf("one"));
        Assert.Equal("0/1 nodes fit: 1 no price.", bench.MessageOf("one"));
        Assert.Contains("no price for aci in eastus", Assert.Single(bench.Decisions[^1].Considered).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void PodWithAPublicAddress_GoesPastSpot_WhichCannotGiveOne()
    {
        var asks = A.Pod(labels: "app=batch") with { Spec = A.Spec() with { PublicAddress = new PublicAddress(null) } };

        var both = new PlannerBench(A.VirtualNode(), asks, A.Policy(afterSeconds: 0, tiers: [Tier.AciSpot, Tier.Aci])).Settle();
        Assert.Equal(Tier.Aci, TierOf(both, "one"));

        var spot = new PlannerBench(A.VirtualNode(), asks, A.Policy(afterSeconds: 0, tiers: [Tier.AciSpot])).Settle();
        Assert.Null(spot.NodeOf("one"));
        Assert.Equal("0/1 nodes fit: 1 no public address.", spot.MessageOf("one"));
    }

    [Fact]
    public void TierThatIsNotOffered_FallsThroughToTheNext()
    {
        var bench = new PlannerBench(
            A.VirtualNode(tiers: Tier.Aci), A.Pod(labels: "app=batch"), A.Policy(afterSeconds: 0, tiers: [Tier.AciSpot, Tier.Aci])).Settle();

        Assert.Equal(Tier.Aci, TierOf(bench, "one"));
    }

    [Theory]
    [InlineData(32_000, "aci")]
    [InlineData(5000, "aci-spot")]
    public void PodTooLargeForAContainerGroup_IsRefused(long cpuMillis, string tier)
    {
        var bench = new PlannerBench(
            A.VirtualNode(), A.Pod(labels: "app=batch", cpuMillis: cpuMillis), A.Policy(afterSeconds: 0, tiers: Tier.Parse(tier))).Settle();

        Assert.Equal("0/1 nodes fit: 1 too large for a container group.", bench.MessageOf("one"));
    }

    [Fact]
    public void PolicyNamedByAnnotation_WinsOverASelector()
    {
        var bench = new PlannerBench(
            A.VmNode(), A.VirtualNode(), A.Pod(labels: "app=batch", annotations: "burst.dev/policy=mine"), A.Policy(mode: BurstMode.Always),
            A.Policy("mine", BurstMode.Never, selector: "")).Settle();

        Assert.Equal("vm-1", bench.NodeOf("one"));
    }

    [Fact]
    public void PolicyNamedByAnnotation_Missing_HoldsThePodWithTheReason()
    {
        var bench = new PlannerBench(A.VmNode(), A.Pod(annotations: "burst.dev/policy=mine")).Settle();
        Assert.Equal("BurstPolicy mine, named by annotation burst.dev/policy, not found.", bench.MessageOf("one"));

        bench.Put(A.Policy("mine", BurstMode.Never));
        Assert.Equal("vm-1", bench.NodeOf("one"));
    }

    [Fact]
    public void Placement_IsRecordedWithPriceUsageAndEveryOfferSeen()
    {
        var bench = new PlannerBench(
            A.VmNode(cpuMillis: 500), A.VirtualNode(), A.Pod(labels: "app=batch", cpuMillis: 1500, memoryMib: 1536), A.Policy(afterSeconds: 0)).Settle();

        var decision = bench.Decisions[^1];
        Assert.Equal(["vm-1", "aci-eastus"], decision.Considered.Select(verdict => verdict.Node.Value));
        Assert.Equal(Money.FromDollars(0.066m), decision.PricePerHour);
        var usage = Assert.Single(bench.State.OpenUsage);
        Assert.Equal(new GroupSize(1500, 15), usage.Billed);
        Assert.Equal(FixedPrices.Aci, usage.Rates);
        Assert.True(usage.StartIsPresumed);
    }

    private static Tier TierOf(PlannerBench bench, string pod) => bench.State.Pods.Single(item => item.Metadata.Name == pod).Placement!.Tier;
}
