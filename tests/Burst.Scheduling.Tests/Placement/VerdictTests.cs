using Burst.Core.Objects;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

/// <summary>What decisions list where there are many nodes.</summary>
public sealed class VerdictTests
{
    private static ClusterObject[] Nodes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => A.VmNode($"vm-{i:00}", cpuMillis: i == 0 ? 500 : 2000, cordoned: i == count - 1))];

    [Fact]
    public void PlacedAmongManyNodes_ListsTheOneChosenAndSome_AndCountsTheRest()
    {
        var bench = new PlannerBench([.. Nodes(60), A.Pod("one")]);
        bench.Settle();

        var decision = Assert.Single(bench.Decisions);
        Assert.Equal((8, 52), (decision.Considered.Length, decision.LeftOut));
        Assert.Contains(decision.Considered, verdict => verdict.Node == decision.Node && verdict.Fits);
    }

    [Fact]
    public void BlockedByManyNodes_CountsAll_AndListsOneOfEachKind()
    {
        var bench = new PlannerBench([.. Nodes(60), A.Pod("one", cpuMillis: 3000)]);
        bench.Settle();

        Assert.StartsWith("0/60 nodes fit: 59 insufficient cpu, 1 cordoned; ", bench.MessageOf("one"), StringComparison.Ordinal);
        var decision = Assert.Single(bench.Decisions);
        Assert.Equal((32, 28), (decision.Considered.Length, decision.LeftOut));
        Assert.Contains(decision.Considered, verdict => verdict.Reason.StartsWith("cordoned", StringComparison.Ordinal));
    }

    [Fact]
    public void SpilledPastManyNodes_ListsTheVirtualNodes()
    {
        var bench = new PlannerBench([.. Nodes(60), A.VirtualNode(), A.Policy(afterSeconds: 0), A.Pod("one", cpuMillis: 3000, labels: "app=batch")]);
        bench.Settle();

        var decision = Assert.Single(bench.Decisions, decision => decision.Node is not null);
        Assert.Equal("aci-eastus", decision.Node!.Value.Value);
        Assert.Contains(decision.Considered, verdict => verdict.Node == decision.Node && verdict.Fits);
        Assert.Equal(61, decision.Considered.Length + decision.LeftOut);
    }

    [Fact]
    public void PodsThatAreAlike_SayAndListTheSame()
    {
        var bench = new PlannerBench([.. Nodes(60), A.VirtualNode(), A.Policy(afterSeconds: 3600), A.Deployment(replicas: 3, template: A.Template(A.Spec(3000)))]);
        bench.Settle();

        Assert.Equal(3, bench.Decisions.Count);
        foreach (var decision in bench.Decisions)
        {
            Assert.StartsWith("0/60 nodes fit: 59 insufficient cpu, 1 cordoned; ", decision.Reason, StringComparison.Ordinal);
            Assert.Equal(bench.Decisions[0].Considered, decision.Considered);
            Assert.Equal((32, 28), (decision.Considered.Length, decision.LeftOut));
        }
    }

    [Fact]
    public void FewNodes_AreAllListed()
    {
        var bench = new PlannerBench([.. Nodes(32), A.Pod("one")]);
        bench.Settle();

        Assert.Equal((32, 0), (bench.Decisions[0].Considered.Length, bench.Decisions[0].LeftOut));
    }
}
