using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class RefusalTests
{
    [Fact]
    public void PlaceThatRefused_IsLeftOutUntilItsTime_ThenTriedByItsOwnWake()
    {
        var bench = new PlannerBench(A.VmNode(), Refused("vm-1", Tier.VmReserved, 30)).Settle();
        Assert.Equal("0/1 nodes fit: 1 out of capacity; no burst policy lets it spill.", bench.MessageOf("one"));
        Assert.Contains(bench.Wakes, wake => wake.At == A.Start.AddSeconds(30));

        bench.Advance(30);
        Assert.Equal("vm-1", bench.NodeOf("one"));
    }

    [Fact]
    public void PlaceThatRefused_TheNextTierOfTheSameNodeIsTried()
    {
        var bench = new PlannerBench(
            A.VirtualNode(), Refused("aci-eastus", Tier.AciSpot, 30),
            A.Policy(mode: BurstMode.Always, tiers: [Tier.AciSpot, Tier.Aci])).Settle();

        Assert.Equal(Tier.Aci, Assert.Single(bench.Active).Placement!.Tier);
    }

    [Fact]
    public void PlaceThatRefused_AVmThatFreesUpIsUsedAtOnce()
    {
        var bench = new PlannerBench(
            A.VmNode(cordoned: true), A.VirtualNode(), Refused("aci-eastus", Tier.Aci, 30), A.Policy(afterSeconds: 0)).Settle();
        Assert.Null(bench.NodeOf("one"));

        bench.Put(A.VmNode());
        Assert.Equal("vm-1", bench.NodeOf("one"));
    }

    [Fact]
    public void PlaceThatRefusedInTheFuture_BeforeTheClockWasSetBack_IsTriedNow()
    {
        var refused = Refused("vm-1", Tier.VmReserved, 30 * 60) with { HostStateSince = A.Start.AddMinutes(29) };

        Assert.Equal("vm-1", new PlannerBench(A.VmNode(), refused).Settle().NodeOf("one"));
    }

    private static Pod Refused(string node, Tier tier, int seconds) => A.Pod(labels: "app=batch") with
    {
        Refusals = [new PlaceRefusal(NodeName.Parse(node), tier, A.Start.AddSeconds(seconds))],
    };
}
