using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class ShortageTests
{
    private static readonly Tier[] RegularFirst = [Tier.Aci, Tier.AciSpot];

    [Fact]
    public void RegionWithoutRoom_IsAskedForNoGroupAsLarge_ByAnyPod()
    {
        var bench = Bench([Short(A.VirtualNode())], [Tier.Aci], A.Job(completions: 3, parallelism: 3, cpuMillis: 4000, memoryMib: 8192)).Settle();

        Assert.Equal(3, bench.Waiting.Count);
        Assert.All(bench.Waiting, pod => Assert.Equal("0/1 nodes fit: 1 out of capacity; a place that had no capacity is asked again at 00:01:00Z.", At(pod)));
        var verdict = bench.Decisions[^1].Considered[0];
        Assert.StartsWith("out of capacity: eastus had no room for 2 CPU / 4 GB at aci", verdict.Reason);
        Assert.EndsWith("(409 ServiceUnavailable)", verdict.Reason);
    }

    [Fact]
    public void SmallerGroup_IsAskedFor() => Assert.Empty(Bench([Short(A.VirtualNode())], [Tier.Aci]).Settle().Waiting);

    [Fact]
    public void NextTier_AndNextRegion_AreTakenInTheSameStep()
    {
        var job = A.Job(cpuMillis: 2000, memoryMib: 4096);
        Assert.Equal(Tier.AciSpot, Placed(Bench([Short(A.VirtualNode())], RegularFirst, job)).Tier);
        Assert.Equal("aci-west", Placed(Bench([Short(A.VirtualNode()), A.VirtualNode("aci-west", "westus2")], RegularFirst, job)).Node.Value);
    }

    [Fact]
    public void OtherNodeOfTheSameRegion_IsNotAskedEither_AfterAQuotaItIs()
    {
        var job = A.Job(cpuMillis: 2000, memoryMib: 4096);
        Assert.Single(Bench([Short(A.VirtualNode()), A.VirtualNode("aci-two")], [Tier.Aci], job).Settle().Waiting);
        var ofQuota = A.VirtualNode() with { Shortages = [Shortage() with { IsQuota = true }] };
        Assert.Equal("aci-two", Placed(Bench([ofQuota, A.VirtualNode("aci-two")], [Tier.Aci], job)).Node.Value);
    }

    [Fact]
    public void WhenItsTimeHasCome_OneTries_AndTheOthersFollowWhenThereIsRoom()
    {
        var bench = Bench([Short(A.VirtualNode())], [Tier.Aci], A.Job(completions: 4, parallelism: 4, cpuMillis: 2000, memoryMib: 4096)).Settle();
        Assert.Equal(4, bench.Waiting.Count);
        bench.Advance(60);
        Assert.Equal(3, bench.Waiting.Count);
        bench.Advance(10);
        Assert.Equal(3, bench.Waiting.Count);
        Assert.Contains("another pod tries it now", bench.Decisions[^1].Considered[0].Reason);

        bench.HostsObey().Put(A.VirtualNode());
        Assert.Empty(bench.Waiting);
    }

    [Fact]
    public void TryThatIsNotAnswered_HoldsTheOthersUpForAMinute()
    {
        var bench = Bench([Short(A.VirtualNode())], [Tier.Aci], A.Job(completions: 3, parallelism: 3, cpuMillis: 2000, memoryMib: 4096)).Settle();
        bench.Advance(60);
        bench.Advance(59);
        Assert.Equal(2, bench.Waiting.Count);
        bench.Advance(1);
        Assert.Single(bench.Waiting);
    }

    [Fact]
    public void Gang_TriesTogether()
    {
        Pod Member(string name) => A.Pod(name, labels: "app=batch", cpuMillis: 2000, memoryMib: 4096) with { Gang = new PodGang("g", 2) };
        var bench = new PlannerBench(Short(A.VirtualNode()), A.Policy(mode: BurstMode.Always), Member("one"), Member("two")).Settle();
        Assert.Equal(2, bench.Waiting.Count);
        bench.Advance(60);
        Assert.Empty(bench.Waiting);
    }

    private static CapacityShortage Shortage() =>
        new(Tier.Aci, new GroupSize(2000, 40), A.Start, A.Start.AddSeconds(60), 1, IsQuota: false, "409 ServiceUnavailable");

    private static Node Short(Node node) => node with { Shortages = [Shortage()] };

    private static string At(Pod pod) => pod.Message!.Replace(A.Start.AddSeconds(60).ToString("HH:mm:ss"), "00:01:00", StringComparison.Ordinal);

    private static PlannerBench Bench(Node[] nodes, Tier[] tiers, Core.Workloads.Job? job = null) =>
        new([job ?? A.Job(), .. nodes, A.Policy(mode: BurstMode.Always, tiers: tiers)]);

    private static Burst.Core.Pods.Placement Placed(PlannerBench bench) => Assert.Single(bench.Settle().Active).Placement!;
}
