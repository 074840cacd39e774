using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class TaintTests
{
    [Theory]
    [InlineData(Taint.NoSchedule, false)]
    [InlineData(Taint.NoExecute, false)]
    [InlineData(Taint.PreferNoSchedule, true)]
    public void Effect_KeepsNewPodsOff_OrDoesNot(string effect, bool isPlaced)
    {
        var bench = new PlannerBench(Tainted("vm-1", effect), A.Pod()).Settle();
        Assert.Equal(isPlaced, bench.NodeOf("one") is not null);
        if (!isPlaced)
            Assert.Equal("0/1 nodes fit: 1 taint gpu=true not tolerated; no burst policy lets it spill.", bench.MessageOf("one"));
    }

    [Fact]
    public void AvoidedNode_ComesLast_AndIsTakenWhenNothingElseIsLeft()
    {
        var bench = new PlannerBench(Tainted("vm-1", Taint.PreferNoSchedule), A.VmNode("vm-2", cpuMillis: 1000), A.Pod("one"), A.Pod("two", createdAt: A.Start.AddSeconds(1))).Settle();
        Assert.Equal(("vm-2", "vm-1"), (bench.NodeOf("one"), bench.NodeOf("two")));
    }

    [Fact]
    public void PodThatToleratesAnAvoidedNode_IsSpreadAsEver() =>
        Assert.Equal("vm-1", new PlannerBench(Tainted("vm-1", Taint.PreferNoSchedule), A.VmNode("vm-2", cpuMillis: 1000), Tolerating(new("gpu", null, "PreferNoSchedule"))).Settle().NodeOf("one"));

    [Fact]
    public void TaintWithNoExecute_EndsWhatDoesNotTolerateIt()
    {
        var bench = new PlannerBench(A.VmNode(), A.VmNode("vm-2", cordoned: true), A.Pod(), Tolerating(new("gpu", null, null), "two")).Settle().HostsObey();

        bench.Put(Tainted("vm-1", Taint.NoExecute)).HostsObey();

        Assert.Equal("two", Assert.Single(bench.State.Pods).Metadata.Name);
        Assert.Contains(bench.Events, item => item.Reason == "Killing" && item.Message == "Stopping the pod: node vm-1 has the taint gpu=true:NoExecute, which it does not tolerate.");
    }

    [Fact]
    public void PodOfADeployment_ThatIsEndedByATaint_IsReplacedElsewhere()
    {
        var bench = new PlannerBench(A.VmNode(), A.Deployment(replicas: 1)).Settle().HostsObey();

        bench.Put(A.VmNode("vm-2")).Put(Tainted("vm-1", Taint.NoExecute)).HostsObey();

        Assert.Equal("vm-2", Assert.Single(bench.Active).Placement!.Node.Value);
    }

    [Fact]
    public void TolerationSeconds_AreHowLongThePodStays()
    {
        var bench = new PlannerBench(Tainted("vm-1", Taint.NoExecute), Tolerating(new("gpu", null, "NoExecute") { Seconds = 60 }, "one"), Tolerating(new("", null, null), "two")).Settle().HostsObey();
        Assert.Equal(2, bench.Active.Count);

        Assert.Equal(2, bench.Advance(59).Active.Count);
        Assert.Equal("two", Assert.Single(bench.Advance(1).Active).Metadata.Name);
    }

    [Fact]
    public void TimeOfATaintThatIsAddedLater_CountsFromThen()
    {
        var bench = new PlannerBench(A.VmNode(), Tolerating(new("gpu", null, "NoExecute") { Seconds = 60 })).Settle().HostsObey().Advance(500);
        var node = Tainted("vm-1", Taint.NoExecute);

        bench.Put(node with { Taints = [node.Taints[0] with { AddedAt = bench.Now }] });

        Assert.Single(bench.Advance(59).Active);
        Assert.Empty(bench.Advance(1).Active);
    }

    [Fact]
    public void OfSeveralTaints_TheShortestTimeCounts_AndOneThatIsNotToleratedEndsAtOnce()
    {
        var pod = A.Pod(spec: A.Spec() with { Tolerations = [new("a", null, "NoExecute") { Seconds = 60 }, new("b", null, "NoExecute") { Seconds = 20 }, new("b", null, null)] });
        var bench = new PlannerBench(A.VmNode() with { Taints = [new("a", "", Taint.NoExecute), new("b", "", Taint.NoExecute)] }, pod).Settle().HostsObey();
        Assert.Single(bench.Advance(19).Active);
        Assert.Empty(bench.Advance(1).Active);

        var other = new PlannerBench(A.VmNode(), pod).Settle().HostsObey();
        Assert.Empty(other.Put(A.VmNode() with { Taints = [new("a", "", Taint.NoExecute), new("c", "", Taint.NoExecute)] }).Active);
    }

    [Fact]
    public void CordonedNode_TakesWhatToleratesIt()
    {
        var node = A.VmNode(cordoned: true);
        Assert.Null(new PlannerBench(node, A.Pod()).Settle().NodeOf("one"));
        Assert.Equal("vm-1", new PlannerBench(node, Tolerating(new("node.kubernetes.io/unschedulable", null, "NoSchedule"))).Settle().NodeOf("one"));
        Assert.Equal("vm-1", new PlannerBench(node, Tolerating(new("", null, null))).Settle().NodeOf("one"));
    }

    [Theory]
    [InlineData("node.kubernetes.io/not-ready", false, 20L, 20)]
    [InlineData("node.kubernetes.io/unreachable", false, 20L, 300)]
    [InlineData("node.kubernetes.io/unreachable", null, 20L, 20)]
    [InlineData("", null, 900L, 900)]
    public void PodOnALostNode_IsReplacedAfterWhatItTolerates(string key, bool? readiness, long? seconds, int after)
    {
        var deployment = A.Deployment(replicas: 1, template: A.Template(A.Spec() with { Tolerations = [new(key, null, "NoExecute") { Seconds = seconds }] }));
        var bench = new PlannerBench(A.VmNode(), deployment).Settle().HostsObey().SetReady("vm-1", readiness);

        Assert.DoesNotContain(bench.Advance(after - 1).State.Pods, pod => pod.IsLost);
        Assert.Contains(bench.Advance(1).State.Pods, pod => pod.IsLost);
    }

    [Fact]
    public void PodThatToleratesALostNodeForEver_StaysThere()
    {
        var deployment = A.Deployment(replicas: 1, template: A.Template(A.Spec() with { Tolerations = [new("", null, null)] }));
        var bench = new PlannerBench(A.VmNode(), deployment).Settle().HostsObey().SetReady("vm-1", null).Advance(86_400);
        Assert.False(Assert.Single(bench.State.Pods).IsLost);
    }

    [Fact]
    public void VirtualNode_ObeysFurtherTaints_ThoughAPolicyToleratesItsOwn()
    {
        var node = A.VirtualNode() with { Taints = [new("team", "a", Taint.NoSchedule)] };
        var pod = Tolerating(new("other", null, null)) with { Metadata = A.Meta("one", labels: "app=batch") };
        Assert.Null(new PlannerBench(node, A.Policy(mode: BurstMode.Always), pod).Settle().NodeOf("one"));
        pod = Tolerating(new("team", "a", null)) with { Metadata = pod.Metadata };
        Assert.Equal("aci-eastus", new PlannerBench(node, A.Policy(mode: BurstMode.Always), pod).Settle().NodeOf("one"));
    }

    private static Node Tainted(string name, string effect) => A.VmNode(name) with { Taints = [new("gpu", "true", effect)] };

    private static Pod Tolerating(Toleration toleration, string name = "one") => A.Pod(name, spec: A.Spec() with { Tolerations = [toleration] });
}
