using Burst.Core.Nodes;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class NodeOrderTests
{
    [Fact]
    public void LowerOrder_IsFilledFirst_WhateverItCosts()
    {
        var bench = Bench(10, A.VirtualNode("aci-cheap", coreQuota: 50), A.VirtualNode("aci-first", "westus2", coreQuota: 4) with { Order = -1 });
        Assert.Equal((6, 4), (On(bench, "aci-cheap"), On(bench, "aci-first")));
    }

    [Fact]
    public void WithoutOrderOrWeight_TheCheapestIsFilledFirst()
    {
        var bench = Bench(10, A.VirtualNode("aci-a"), A.VirtualNode("aci-b"));
        Assert.Equal((10, 0), (On(bench, "aci-a"), On(bench, "aci-b")));
    }

    [Fact]
    public void Weights_ShareAtEachMoment_AndFillUpWhatHasRoom()
    {
        var (heavy, light) = (A.VirtualNode("aci-heavy") with { Weight = 3 }, A.VirtualNode("aci-light") with { Weight = 1 });
        for (var pods = 4; pods <= 20; pods += 4)
            Assert.Equal((pods * 3 / 4, pods / 4), Shares(Bench(pods, heavy, light)));

        var small = heavy with { Capacity = new(5000, 40_000) };
        Assert.Equal((5, 15), Shares(Bench(20, small, light)));

        static (int, int) Shares(PlannerBench bench) => (On(bench, "aci-heavy"), On(bench, "aci-light"));
    }

    [Fact]
    public void Weights_CountWhatIsThereAlready_AndAreOfOneOrderOnly()
    {
        var bench = Bench(4, A.VirtualNode("aci-one") with { Weight = 1 }, A.VirtualNode("aci-two"), A.VirtualNode("aci-last") with { Order = 1, Weight = 100 });
        Assert.Equal((2, 2, 0), (On(bench, "aci-one"), On(bench, "aci-two"), On(bench, "aci-last")));
        bench.HostsObey().Put(A.VirtualNode("aci-one") with { Weight = 3 }, A.Job("more", completions: 4, parallelism: 4, labels: "app=batch"));
        Assert.Equal((6, 2), (On(bench, "aci-one"), On(bench, "aci-two")));
    }

    [Fact]
    public void NodesOfOneSubscriptionAtOnePrice_TakeTurns()
    {
        var bench = Bench(7, Shared("aci-a"), Shared("aci-b"), A.VirtualNode("aci-c"));
        Assert.Equal((4, 3, 0), (On(bench, "aci-a"), On(bench, "aci-b"), On(bench, "aci-c")));
    }

    private static Node Shared(string name) => A.VirtualNode(name) with
    {
        Aci = new AciConnection { Endpoint = new Uri("https://arm.example"), Subscription = new Guid(1, 0, 0, new byte[8]), ResourceGroup = name },
    };

    private static PlannerBench Bench(int pods, params Node[] nodes) =>
        new PlannerBench([A.Job(completions: pods, parallelism: pods), .. nodes, A.Policy(mode: BurstMode.Always)]).Settle();

    private static int On(PlannerBench bench, string node) => bench.State.Pods.Count(pod => pod.Placement?.Node.Value == node);
}
