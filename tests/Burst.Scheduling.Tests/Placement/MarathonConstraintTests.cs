using Burst.Core.Constraints;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class MarathonConstraintTests
{
    private static readonly Node A1 = InRack("a1", "rack-1"), A2 = InRack("a2", "rack-1"), B1 = InRack("b1", "rack-2"), Bare = A.VmNode("bare");

    [Fact]
    public void Unique_GivesEachPodOfTheWorkloadANodeOfItsOwn_AndSaysWhyTheRestWaits()
    {
        var bench = new PlannerBench(A1, B1, Web(3, new("hostname", FieldOperator.Unique, null))).Settle();
        Assert.Equal(["a1", "b1"], Places(bench));
        Assert.Equal("0/2 nodes fit: 2 UNIQUE hostname; no burst policy lets it spill.", Assert.Single(bench.Waiting).Message);

        Assert.Equal(["a1", "a2", "b1"], Places(bench.Put(A2)));
    }

    [Fact]
    public void MaxPer_HoldsForTheWholeRack_AndOnlyForPodsOfTheWorkload()
    {
        var bench = new PlannerBench(A1 with { Capacity = new(9000, 9000) }, A2, Bare, PodAffinityTests.On(A1, A.Pod("other", labels: "app=web", cpuMillis: 10)), Web(3, new("rack_id", FieldOperator.MaxPer, "2"))).Settle();
        Assert.Equal(["a1", "a1", "a2"], Places(bench));
        Assert.Equal("0/3 nodes fit: 3 MAX_PER rack_id 2; no burst policy lets it spill.", Assert.Single(bench.Waiting).Message);
    }

    [Fact]
    public void PodsOfAnOlderTemplate_Count_AndMakeRoomWhenTheyHaveEnded()
    {
        var web = Web(1, new("hostname", FieldOperator.Unique, null)) with { RollingUpdate = new RollingUpdate { MaxSurge = PodShare.Pods(1), MaxUnavailable = PodShare.Pods(0) } };
        var bench = new PlannerBench(A1, web).Settle();
        bench.HostsObey();
        var changed = web with { Template = web.Template with { Labels = A.Map("app=web,version=2") } };
        Assert.Equal("0/1 nodes fit: 1 UNIQUE hostname; no burst policy lets it spill.", Assert.Single(bench.Put(changed).Waiting).Message);

        bench.Put(changed with { RollingUpdate = new RollingUpdate { MaxSurge = PodShare.Pods(0), MaxUnavailable = PodShare.Pods(1) } });
        bench.HostsObey();
        Assert.Equal("2", Assert.Single(bench.Active, pod => pod.Placement is not null).Metadata.Labels["version"]);
    }

    [Fact]
    public void Cluster_KeepsTheWorkloadWhereItsFirstPodWent()
    {
        var bench = new PlannerBench(A1, A2, B1, Web(5, new("rack_id", FieldOperator.Cluster, null))).Settle();
        Assert.Single(bench.Active.Where(pod => pod.Placement is not null).Select(pod => bench.State.FindNode(pod.Placement!.Node)!.FindLabel("rack_id")).Distinct());
        Assert.Contains(bench.Waiting, pod => pod.Message!.Contains("1 CLUSTER rack_id", StringComparison.Ordinal));
        Assert.Equal(["b1", "b1"], Places(new PlannerBench(A1, A2, B1, Web(3, new("rack_id", FieldOperator.Cluster, "rack-2"))).Settle()));
    }

    [Theory]
    [InlineData(FieldOperator.Like, "rack-[1-3]", "a1,a1,a2,a2,b1,b1")]
    [InlineData(FieldOperator.Unlike, "rack-1", "b1,b1,bare,bare")]
    public void Patterns_ChooseNodes(FieldOperator operation, string pattern, string places) =>
        Assert.Equal(places.Split(','), Places(new PlannerBench(A1, A2, B1, Bare, Web(8, new("rack_id", operation, pattern))).Settle()));

    [Fact]
    public void GroupBy_SpreadsEvenlyOverRacks_AlsoWithinOnePlan_AndPassesOverWhatIsDown()
    {
        var c1 = InRack("c1", "rack-3") with { Capacity = new(9000, 9000) };
        var bench = new PlannerBench(A1, B1, c1, Web(5, new("rack_id", FieldOperator.GroupBy, null))).Settle();
        Assert.Equal(["a1", "b1", "c1"], Places(bench).Distinct());
        Assert.InRange(Places(bench).GroupBy(place => place).Max(group => group.Count()), 1, 2);

        bench = new PlannerBench(A1 with { IsCordoned = true }, B1 with { Readiness = A.Readiness(false) }, c1, Web(5, new("rack_id", FieldOperator.GroupBy, null))).Settle();
        Assert.Equal(5, Places(bench).Length);
        Assert.Single(Places(new PlannerBench(c1, Web(5, new("rack_id", FieldOperator.GroupBy, "3"))).Settle()));
    }

    [Fact]
    public void VirtualNodes_AreHeldToThem_AsVmNodesAre()
    {
        var aci = A.VirtualNode() with { Metadata = A.Meta("aci-eastus", "", "rack_id=cloud") };
        var bench = new PlannerBench(A1, aci, A.Policy(afterSeconds: 0, selector: "app=web"), Web(3, new("rack_id", FieldOperator.MaxPer, "1"))).Settle();
        Assert.Equal(["a1", "aci-eastus"], Places(bench));
        Assert.Equal("0/2 nodes fit: 2 MAX_PER rack_id 1.", Assert.Single(bench.Waiting).Message);
    }

    private static Node InRack(string name, string rack) => A.VmNode(name, labels: $"rack_id={rack}");

    private static Deployment Web(int replicas, FieldConstraint constraint) =>
        A.Deployment(replicas: replicas, template: A.Template(A.Spec() with { Constraints = [constraint] }));

    private static string[] Places(PlannerBench bench) => [.. bench.Active.Select(pod => pod.Placement?.Node.Value).OfType<string>().Order(StringComparer.Ordinal)];
}
