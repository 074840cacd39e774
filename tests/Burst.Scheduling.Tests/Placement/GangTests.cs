using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class GangTests
{
    [Fact]
    public void Gang_IsPlacedWhole_OrNotAtAll_AndHoldsNothingMeanwhile()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), A.Pod("first", cpuMillis: 1000, createdAt: A.Start.AddSeconds(-1)), Member("a", 2), Member("b", 2), A.Pod("later", cpuMillis: 1000, createdAt: A.Start.AddSeconds(1)));
        bench.Settle();

        Assert.Equal(["first", "later"], bench.Active.Where(pod => pod.Placement is not null).Select(pod => pod.Metadata.Name));
        Assert.StartsWith("0/2 nodes fit", bench.MessageOf("a"), StringComparison.Ordinal);
    }

    [Fact]
    public void Gang_WaitsForItsLastMember()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), Member("a", 2));
        bench.Settle();
        Assert.Equal("waits for the rest of gang g: 1 of 2 pods are here.", bench.MessageOf("a"));

        bench.Put(Member("b", 2)).Settle();

        Assert.Equal(["vm-1", "vm-2"], bench.Active.Select(pod => pod.Placement!.Node.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Gang_SpillsWhole_WhenTheQuotaHasRoomForAll()
    {
        var bench = new PlannerBench(A.VirtualNode(coreQuota: 4), A.Policy(mode: BurstMode.Always), Member("a", 3), Member("b", 3), Member("c", 3));
        bench.Settle();

        Assert.All(bench.Active, pod => Assert.Null(pod.Placement));
        Assert.Equal("0/1 nodes fit: 1 core quota reached.", bench.MessageOf("a"));
    }

    [Fact]
    public void LastMember_ComingLate_HasTheWholeGangLookedAt()
    {
        var bench = new PlannerBench(A.VirtualNode(coreQuota: 4), A.Policy(afterSeconds: 60), Member("a", 3), Member("b", 3)).Settle();

        bench.Put(Member("c", 3) with { Metadata = Member("c", 3).Metadata with { CreatedAt = A.Start.AddSeconds(30) } });

        Assert.All(bench.Waiting, pod => Assert.Contains("spills at", pod.Message, StringComparison.Ordinal));
        Assert.Contains(bench.Wakes, wake => wake.Key == Member("b", 3).Key && wake.At == A.Start.AddSeconds(60));
    }

    [Fact]
    public void GangsOfOneName_InTwoNamespaces_AreTwo()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), Member("a", 2), A.Pod("b", ns: "other", cpuMillis: 2000) with { Gang = new PodGang("g", 2) });
        bench.Settle();

        Assert.All(bench.Waiting, pod => Assert.Equal("waits for the rest of gang g: 1 of 2 pods are here.", pod.Message));
        Assert.Equal(2, bench.Waiting.Count);
    }

    private static Pod Member(string name, int size) =>
        A.Pod(name, cpuMillis: 2000, labels: "app=batch") with { Gang = new PodGang("g", size) };
}
