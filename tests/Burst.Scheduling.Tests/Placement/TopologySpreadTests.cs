using Burst.Core.Constraints;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class TopologySpreadTests
{
    private static readonly Node A1 = PodAffinityTests.InZone("a1", "a"), B1 = PodAffinityTests.InZone("b1", "b"), C1 = PodAffinityTests.InZone("c1", "c"), Bare = A.VmNode("bare");

    private static readonly TopologySpreadConstraint Even = new()
    {
        MaxSkew = 1, TopologyKey = "zone", WhenUnsatisfiable = WhenUnsatisfiable.DoNotSchedule, LabelSelector = new() { MatchLabels = A.Map("app=web") },
    };

    [Fact]
    public void Skew_IsKeptTo_AndWhatWouldPassIt_Waits()
    {
        var bench = new PlannerBench(A1, B1 with { IsCordoned = true }, Bare, Web("one"), Web("two", seconds: 1)).Settle();
        Assert.Equal(("a1", null), (bench.NodeOf("one"), bench.NodeOf("two")));
        Assert.Equal("0/3 nodes fit: 1 cordoned, 1 no label zone, 1 topology spread over zone; no burst policy lets it spill.", bench.MessageOf("two"));

        Assert.Equal("b1", bench.Put(B1).NodeOf("two"));
    }

    [Fact]
    public void PodsOfOnePlan_AreSpreadAmongThemselves()
    {
        var bench = new PlannerBench(A1 with { Capacity = new(9000, 9000) }, B1, C1, A.Deployment(replicas: 6, template: A.Template(Spread(Even))));
        bench.Step();
        bench.Step();
        Assert.Equal([2, 2, 2], bench.Active.GroupBy(pod => pod.Placement!.Node).Select(group => group.Count()));
    }

    /// <summary>The example of the Kubernetes documentation: with a skew of 1 the third pod has to go where none is.</summary>
    [Fact]
    public void MinDomains_CountsValuesThatAreMissing_AsEmpty()
    {
        var bench = new PlannerBench(A1, B1, Web("one", Even with { MinDomains = 3 }), Web("two", Even with { MinDomains = 3 }, 1), Web("three", Even with { MinDomains = 3 }, 2)).Settle();
        Assert.Equal((2, null), (bench.Active.Count(pod => pod.Placement is not null), bench.NodeOf("three")));
        Assert.Equal("c1", bench.Put(C1).NodeOf("three"));
    }

    [Fact]
    public void PodThatIsBeingEnded_DoesNotCount_AndOneThatIsToBeEnded_IsSeenInTheSameStep()
    {
        var held = PodAffinityTests.On(A1, Web("old"));
        var bench = new PlannerBench(A1, B1 with { IsCordoned = true }, held, Web("new")).Settle();
        Assert.Null(bench.NodeOf("new"));
        bench.State.Apply(new Core.Storage.Change.Put(held with { Metadata = held.Metadata with { DeletionRequestedAt = bench.Now } }));
        bench.Step();
        Assert.Equal("a1", bench.NodeOf("new"));
    }

    [Fact]
    public void NodesThatThePodMayNotHave_AreNoPlacesToSpreadOver_UnlessToldSo()
    {
        var selecting = Web("two", seconds: 1) with { Spec = Spread(Even) with { NodeSelector = A.Map("zone=a") } };
        Assert.Equal("a1", new PlannerBench(A1, B1, PodAffinityTests.On(A1, Web("one")), selecting).Settle().NodeOf("two"));
        selecting = selecting with { Spec = Spread(Even with { NodeAffinityPolicy = NodeInclusionPolicy.Ignore }) with { NodeSelector = A.Map("zone=a") } };
        Assert.Null(new PlannerBench(A1, B1, PodAffinityTests.On(A1, Web("one")), selecting).Settle().NodeOf("two"));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(NodeInclusionPolicy.Honor, true)]
    public void NodesWithTaints_ArePlacesToSpreadOver_UnlessToldSo(NodeInclusionPolicy? policy, bool isPlaced)
    {
        var even = Even with { NodeTaintsPolicy = policy };
        Node[] others = [B1 with { Taints = [new("gpu", "", Taint.NoSchedule)] }, B1 with { IsCordoned = true }, B1 with { Readiness = A.Readiness(false) }, A.VirtualNode("b1") with { Metadata = A.Meta("b1", "", "zone=b") }];
        foreach (var other in others)
            Assert.Equal(isPlaced, new PlannerBench(A1, other, PodAffinityTests.On(A1, Web("one")), Web("two", even)).Settle().NodeOf("two") is not null);
    }

    [Fact]
    public void SpreadOverVmsAndVirtualNodes_GoesBackAndForth()
    {
        var aci = A.VirtualNode() with { Metadata = A.Meta("aci-eastus", "", "zone=b") };
        var bench = new PlannerBench(A1, aci, A.Policy(selector: "app=web", afterSeconds: 0), A.Deployment(replicas: 4, template: A.Template(Spread(Even))));
        bench.Step();
        bench.Step();
        Assert.Equal([2, 2], bench.Active.GroupBy(pod => pod.Placement!.Node).Select(group => group.Count()));
    }

    [Fact]
    public void MatchLabelKeys_CountOnlyPodsOfTheSameRevision()
    {
        var even = Even with { MatchLabelKeys = ["rev"] };
        var held = PodAffinityTests.On(A1, A.Pod("old", labels: "app=web,rev=1"));
        Assert.Equal("a1", new PlannerBench(A1, B1 with { IsCordoned = true }, held, A.Pod("new", labels: "app=web,rev=2", spec: Spread(even))).Settle().NodeOf("new"));
        Assert.Null(new PlannerBench(A1, B1 with { IsCordoned = true }, held, A.Pod("new", labels: "app=web,rev=1", spec: Spread(even))).Settle().NodeOf("new"));
    }

    [Fact]
    public void PodsOfOtherNamespaces_DoNotCount() =>
        Assert.Equal("a1", new PlannerBench(A1, B1 with { IsCordoned = true }, PodAffinityTests.On(A1, A.Pod("one", "other", labels: "app=web")), Web("two")).Settle().NodeOf("two"));

    /// <summary>Zone b is a place for the first, but for the others it is not: one of them asks for a rack, and one for zone a.</summary>
    [Fact]
    public void WhatOnePodIsSpreadOver_IsNotTakenForAnother()
    {
        var all = Even with { LabelSelector = new() };
        var first = A.Pod("first", "apart", spec: Spread(all));
        Pod[] racked = [.. Enumerable.Range(0, 2).Select(i => A.Pod($"racked-{i}", "racked", createdAt: A.Start.AddSeconds(1 + i), spec: Spread(all) with { TopologySpread = [all, all with { TopologyKey = "rack", MaxSkew = 9 }] }))];
        Pod[] selecting = [.. Enumerable.Range(0, 2).Select(i => A.Pod($"selecting-{i}", "selecting", createdAt: A.Start.AddSeconds(3 + i), spec: Spread(all) with { NodeSelector = A.Map("zone=a") }))];
        var bench = new PlannerBench([A.VmNode("a1", cpuMillis: 9000, labels: "zone=a,rack=1"), A.VmNode("b1", cpuMillis: 9000, labels: "zone=b"), first, .. racked, .. selecting]).Settle();
        Assert.Equal(["a1", "a1"], racked.Select(pod => bench.State.FindPod(pod.Uid)!.Placement?.Node.Value));
        Assert.Equal(["a1", "a1"], selecting.Select(pod => bench.State.FindPod(pod.Uid)!.Placement?.Node.Value));
    }

    [Fact]
    public void Wish_GoesWhereItIsLeastUneven_AndPlacesAnyway()
    {
        var wish = Even with { WhenUnsatisfiable = WhenUnsatisfiable.ScheduleAnyway };
        var (one, two) = (PodAffinityTests.On(A1, Web("one", cpuMillis: 10)), PodAffinityTests.On(B1, Web("two", cpuMillis: 10)));
        Assert.Equal("c1", new PlannerBench(A1, B1, C1, one, two, Web("three", wish)).Settle().NodeOf("three"));
        Assert.Equal("a1", new PlannerBench(A1, B1 with { IsCordoned = true }, one, Web("three", wish)).Settle().NodeOf("three"));
        Assert.Equal("a1", new PlannerBench(A1, Bare, one, Web("three", wish)).Settle().NodeOf("three"));
    }

    private static PodSpec Spread(TopologySpreadConstraint constraint, long cpuMillis = 1000) => A.Spec(cpuMillis) with { TopologySpread = [constraint] };

    private static Pod Web(string name, TopologySpreadConstraint? constraint = null, int seconds = 0, long cpuMillis = 1000) =>
        A.Pod(name, labels: "app=web", createdAt: A.Start.AddSeconds(seconds), spec: Spread(constraint ?? Even, cpuMillis));
}
