using Burst.Core.Pods;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

/// <summary>Who gets the room there is, where not all do.</summary>
public class PriorityTests
{
    [Fact]
    public void HigherPriority_IsPlacedFirst_ThenTheOldest()
    {
        var bench = new PlannerBench(
            A.VmNode(cpuMillis: 2000), Waiting("oldest", 0, -9), Waiting("important", 5, -1), Waiting("important-and-old", 5, -2), Waiting("low", -5, -20)).Settle();

        Assert.Equal("vm-1", bench.NodeOf("important-and-old"));
        Assert.Equal("vm-1", bench.NodeOf("important"));
        Assert.Null(bench.NodeOf("oldest"));
        Assert.Null(bench.NodeOf("low"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RoomThatComesFree_GoesToTheHigherPriority_AlsoWhereNothingElseHasThemLookedAt(bool writesReasons)
    {
        var running = A.Pod("running");
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), running) { Options = new() { WritesReasons = writesReasons } }.Settle().HostsObey();
        bench.Put(Waiting("old", 0, -100), Waiting("extreme", int.MinValue, -200), Waiting("important", 1, 0));

        bench.Finish(bench.State.Pods.Single(pod => pod.Metadata.Name == "running"), PodPhase.Succeeded).HostsObey();

        Assert.Equal("vm-1", bench.NodeOf("important"));
        Assert.Null(bench.NodeOf("old"));
    }

    [Fact]
    public void PodsOfADeployment_HaveThePriorityOfItsClass_AndKeepIt()
    {
        var web = A.Deployment(replicas: 2, template: A.Template(A.Spec() with { PriorityClassName = "high" }, "app=web"));
        var bench = new PlannerBench(A.VmNode(cpuMillis: 8000), A.PriorityClass("high", 1000), web).Settle();

        bench.Remove(A.PriorityClass("high", 1000)).Put(A.PriorityClass("high", 7)).Put(bench.Deployment with { Replicas = 3 });

        Assert.Equal([7, 1000, 1000], bench.Active.Select(pod => pod.Priority).Order());
    }

    [Fact]
    public void OwnersOfNoSuchClass_MakeNoPods_AndSayWhy_UntilThereIsOne()
    {
        var spec = A.Spec() with { PriorityClassName = "high" };
        var bench = new PlannerBench(
            A.VmNode(cpuMillis: 8000), A.Deployment(replicas: 1, template: A.Template(spec)), A.Job(template: A.Template(spec with { RestartPolicy = RestartPolicy.Never }))).Settle();
        Assert.Empty(bench.State.Pods);
        var told = bench.Events.Where(told => told.Reason == "FailedCreate").ToList();
        Assert.All(told, told => Assert.Contains("no PriorityClass with name high was found", told.Message));
        Assert.Equal(2, told.Select(told => told.Regarding).Distinct().Count());

        bench.Put(A.PriorityClass("high", 1000));

        Assert.Equal(2, bench.Active.Count(pod => pod.Placement is not null));
    }

    [Fact]
    public void PodsWithoutAClass_AreOfTheDefaultOne()
    {
        var bench = new PlannerBench(A.VmNode(), A.PriorityClass("usual", 10, isDefault: true), A.Deployment(replicas: 1)).Settle();

        Assert.Equal((10, "usual"), (Assert.Single(bench.Active).Priority, bench.Active[0].PriorityClassName));
    }

    private static Pod Waiting(string name, int priority, int createdAfterSeconds) =>
        A.Pod(name, createdAt: A.Start.AddSeconds(createdAfterSeconds)) with { Priority = priority };
}
