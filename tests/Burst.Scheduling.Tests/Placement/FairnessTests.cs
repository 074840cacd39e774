using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class FairnessTests
{
    /// <summary>Ghodsi et al., Dominant Resource Fairness, NSDI 2011, section 4.1: 9 CPUs and 18 GB, tasks of 1 CPU and 4 GB against tasks of 3 CPUs and 1 GB.</summary>
    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void PublishedExample_GivesThreeAndTwo(string userA, string userB)
    {
        var bench = new PlannerBench(
            A.VmNode(cpuMillis: 9000, memoryMib: 18 * 1024),
            A.Deployment("tasks", replicas: 20, ns: userA, cpuMillis: 1000, memoryMib: 4 * 1024),
            A.Deployment("tasks", replicas: 20, ns: userB, cpuMillis: 3000, memoryMib: 1024)).Settle();

        Assert.Equal((3, 2), (Placed(bench, userA), Placed(bench, userB)));
    }

    [Theory]
    [InlineData("3", 6, 2)]
    [InlineData("1", 4, 4)]
    [InlineData(null, 4, 4)]
    public void Weights_ShareInProportion(string? weight, int ofHeavy, int ofLight)
    {
        var heavy = A.Namespace("heavy") with { Metadata = A.Meta("heavy", "", annotations: weight is null ? "" : $"{Namespace.WeightAnnotation}={weight}") };
        var bench = new PlannerBench(
            A.VmNode(cpuMillis: 8000, memoryMib: 80_000), heavy, A.Deployment(replicas: 20, ns: "light"), A.Deployment(replicas: 20, ns: "heavy")).Settle();

        Assert.Equal((ofHeavy, ofLight), (Placed(bench, "heavy"), Placed(bench, "light")));
    }

    [Fact]
    public void NamespaceThatHoldsLess_GetsTheNextRoom_ThoughOthersWaitLongerAndHaveMorePriority()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 4000), A.Deployment("hog", replicas: 4, ns: "hog")).Settle();
        bench.HostsObey();
        bench.Put([.. Enumerable.Range(0, 50).Select(i => A.Pod($"more-{i:00}", "hog") with { Priority = 1000, PreemptionPolicy = PreemptionPolicy.Never })]);
        bench.Advance(3600).Put(A.Pod("late", "late", createdAt: bench.Now));
        Assert.Null(bench.NodeOf("late"));

        bench.Finish(bench.Active.First(pod => pod.Placement is not null), PodPhase.Succeeded).HostsObey();
        Assert.NotNull(bench.NodeOf("late"));
        Assert.DoesNotContain(bench.Active, pod => pod.Metadata.Name.StartsWith("more", StringComparison.Ordinal) && pod.Placement is not null);
    }

    [Fact]
    public void WithinANamespace_PriorityComesFirst_ThenAge()
    {
        var bench = new PlannerBench(
            A.VmNode(cpuMillis: 4000), A.Pod("old", "a"), A.Pod("urgent", "a", createdAt: A.Start.AddSeconds(2)) with { Priority = 5 },
            A.Pod("young", "a", createdAt: A.Start.AddSeconds(1)), A.Pod("other-1", "b", createdAt: A.Start.AddSeconds(9)), A.Pod("other-2", "b", createdAt: A.Start.AddSeconds(9))).Settle();

        Assert.Equal(["old", "other-1", "other-2", "urgent"], Names(bench));
    }

    /// <summary>
    /// However the others press, a namespace that has pods waiting and holds less than the others gets the next room: of pods of one size and with
    /// n namespaces, no more than n - 1 places in a row go to others.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NoNamespaceStarves_AtMostAsManyPlacesInARowGoToOthersAsThereAreOthers(int seed)
    {
        var random = new Random(seed);
        string[] namespaces = ["a", "b", "c", "d"];
        Node[] nodes = [A.VmNode("one", cpuMillis: 8000, memoryMib: 80_000), A.VmNode("two", cpuMillis: 4000, memoryMib: 80_000)];
        var bench = new PlannerBench([.. nodes, A.Deployment("first", replicas: 12, ns: "a")]).Settle();
        bench.HostsObey();
        bench.Put([.. namespaces.Select((ns, i) => A.Job("work", completions: 400, parallelism: 40, ns: ns))]);
        var without = namespaces.ToDictionary(ns => ns, _ => 0);
        for (var round = 0; round < 100; round++)
        {
            var before = namespaces.ToDictionary(ns => ns, ns => Placed(bench, ns));
            var running = bench.Active.Where(pod => pod.HostState == HostState.Created).ToList();
            var ended = running[random.Next(running.Count)];
            bench.Finish(ended, PodPhase.Succeeded).HostsObey();
            before[ended.Metadata.Namespace]--;
            var winner = Assert.Single(namespaces, ns => Placed(bench, ns) > before[ns]);
            Assert.Equal(before.Values.Min(), before[winner]);
            foreach (var ns in namespaces)
                without[ns] = ns == winner || before[ns] > before.Values.Min() ? 0 : without[ns] + 1;
            Assert.All(without.Values, row => Assert.InRange(row, 0, namespaces.Length - 1));
        }
    }

    [Fact]
    public void OneNamespace_TakesAll_WhileNobodyElseWaits()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 4000), A.Namespace("poor") with { Metadata = A.Meta("poor", "") }, A.Deployment(replicas: 9)).Settle();
        Assert.Equal(4, Placed(bench, "default"));
    }

    private static int Placed(PlannerBench bench, string ns) => bench.Active.Count(pod => pod.Metadata.Namespace == ns && pod.Placement is not null);

    private static string[] Names(PlannerBench bench) => [.. bench.Active.Where(pod => pod.Placement is not null).Select(pod => pod.Metadata.Name).Order(StringComparer.Ordinal)];
}
