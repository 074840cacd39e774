using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class ServiceQuotaTests
{
    [Fact]
    public void Others_InTheSubscription_TakeTheirShareOfTheCores()
    {
        var node = A.VirtualNode(coreQuota: 8) with { Quota = new NodeQuota { CpuMillis = new QuotaShare(10_000, 7000) } };
        var bench = Bench(node).Settle();

        Assert.Equal(3, Spilled(bench, Tier.Aci));
        Assert.Contains(
            "core quota reached: 3 of 3 cores in use, 1 wanted (the service allows 10, others use 7)",
            bench.Decisions[^1].Considered.Select(verdict => verdict.Reason));
    }

    [Fact]
    public void Others_InTheSubscription_TakeTheirShareOfTheGroups()
    {
        var node = A.VirtualNode() with { Quota = new NodeQuota { Groups = new QuotaShare(6, 2) } };
        var bench = Bench(node).Settle();

        Assert.Equal(4, Spilled(bench, Tier.Aci));
        Assert.All(bench.Waiting, pod => Assert.Equal("0/1 nodes fit: 1 container group quota reached.", pod.Message));
    }

    [Fact]
    public void ServiceThatLeavesMore_DoesNotLiftWhatIsConfigured()
    {
        var node = A.VirtualNode(coreQuota: 2) with { Quota = new NodeQuota { CpuMillis = new QuotaShare(100_000, 0) } };
        Assert.Equal(2, Spilled(Bench(node).Settle(), Tier.Aci));
    }

    [Fact]
    public void OthersAboveTheLimit_LeaveNothing_AndRoomIsUsedWhenTheyEnd()
    {
        var node = A.VirtualNode() with { Quota = new NodeQuota { CpuMillis = new QuotaShare(10_000, 12_000) } };
        var bench = Bench(node).Settle();
        Assert.Equal(0, Spilled(bench, Tier.Aci));

        bench.Put(node with { Quota = new NodeQuota { CpuMillis = new QuotaShare(10_000, 8000) } });
        Assert.Equal(2, Spilled(bench, Tier.Aci));
    }

    [Fact]
    public void SpotCores_AreAQuotaOfTheirOwn()
    {
        var node = A.VirtualNode(coreQuota: 3) with { SpotCpuMillis = 2000 };
        var bench = Bench(node, Tier.AciSpot, Tier.Aci).Settle();

        Assert.Equal((2, 3), (Spilled(bench, Tier.AciSpot), Spilled(bench, Tier.Aci)));
        Assert.Equal(4, bench.Waiting.Count);
    }

    [Fact]
    public void SubscriptionWithoutSpotCores_SpillsToRegularOnes()
    {
        var node = A.VirtualNode() with { Quota = new NodeQuota { SpotCpuMillis = new QuotaShare(0, 0), CpuMillis = new QuotaShare(100_000, 0) } };
        Assert.Equal(9, Spilled(Bench(node, Tier.AciSpot, Tier.Aci).Settle(), Tier.Aci));
    }

    [Fact]
    public void NodesOfOneSubscriptionAndRegion_ShareWhatItLeaves_WithinOneStepToo()
    {
        var quota = new NodeQuota { CpuMillis = new QuotaShare(10_000, 5000) };
        var (one, two) = (At("aci-one", quota) with { Capacity = new(2000, 16_000) }, At("aci-two", quota));
        var bench = Bench([one, two]).Settle();

        Assert.Equal(5, Spilled(bench, Tier.Aci));
        Assert.Equal(2, bench.State.LoadOf(one.Name).Pods.Count);
        Assert.Equal(new VirtualCapacity(3000, 100_000, 100), bench.State.CapacityOf(two));
    }

    private static Node At(string name, NodeQuota quota) => A.VirtualNode(name) with
    {
        Quota = quota,
        Aci = new AciConnection { Endpoint = new Uri("https://arm.example"), Subscription = new Guid(1, 0, 0, new byte[8]), ResourceGroup = name },
    };

    private static PlannerBench Bench(Node node, params Tier[] tiers) => Bench([node], tiers);

    private static PlannerBench Bench(Node[] nodes, params Tier[] tiers) => new(
        [A.Job(completions: 9, parallelism: 9), .. nodes, A.Policy(mode: BurstMode.Always, tiers: tiers.Length == 0 ? [Tier.Aci] : tiers)]);

    private static int Spilled(PlannerBench bench, Tier tier) => bench.State.Pods.Count(pod => pod.HoldsCapacity && pod.Placement!.Tier == tier);
}
