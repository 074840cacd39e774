using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

/// <summary>A pod that names its node gets that one or none.</summary>
public class NodeNameTests
{
    [Fact]
    public void NamedNode_IsTaken_ThoughAnotherIsBetter()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), A.VmNode("vm-3"), A.Pod("there", cpuMillis: 500) with { Spec = Named("vm-2", 500) }).Settle();
        Assert.Equal("vm-2", bench.NodeOf("there"));

        bench.Put(A.Pod("one", spec: Named("vm-2", 1000)));

        Assert.Equal("vm-2", bench.NodeOf("one"));
    }

    [Fact]
    public void NodeThatIsFull_IsWaitedFor_AndThePodSaysSo()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), A.Pod("first", spec: Named("vm-1", 1500))).Settle().HostsObey();
        bench.Put(A.Pod("one", spec: Named("vm-1", 1000)));
        Assert.Equal("0/2 nodes fit: 1 insufficient cpu, 1 node name does not match; no burst policy lets it spill.", bench.MessageOf("one"));

        bench.Finish(bench.Active.Single(pod => pod.Metadata.Name == "first"), PodPhase.Succeeded).HostsObey();

        Assert.Equal("vm-1", bench.NodeOf("one"));
    }

    [Fact]
    public void NodeThatIsNotThere_IsWaitedFor()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.Pod("one", spec: Named("vm-9", 1000))).Settle();
        Assert.Null(bench.NodeOf("one"));
        Assert.Contains("spec.nodeName is vm-9", Assert.Single(bench.Decisions[^1].Considered).Reason, StringComparison.Ordinal);

        bench.Put(A.VmNode("vm-9"));

        Assert.Equal("vm-9", bench.NodeOf("one"));
    }

    [Fact]
    public void TaintsOfTheNamedNode_AreKeptTo()
    {
        var bench = new PlannerBench(A.VmNode("vm-1") with { Taints = [new Taint("gpu", "", Taint.NoSchedule)] }, A.Pod("one", spec: Named("vm-1", 1000))).Settle();

        Assert.Null(bench.NodeOf("one"));
    }

    [Fact]
    public void VirtualNode_IsTaken_WhereAPolicyLetsThePodSpill_AndNotByItsNameAlone()
    {
        var pod = A.Pod("one", labels: "app=batch", spec: Named("aci-2", 1000));
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VirtualNode("aci-1"), A.VirtualNode("aci-2"), pod).Settle();
        Assert.Null(bench.NodeOf("one"));

        bench.Put(A.Policy(mode: BurstMode.Overflow, afterSeconds: 0));

        Assert.Equal("aci-2", bench.NodeOf("one"));
    }

    [Fact]
    public void VirtualNode_IsTaken_ByAPodThatNamesItAndToleratesItsTaint()
    {
        var spec = Named("aci-1", 1000) with { Tolerations = [new Toleration(VirtualKubelet.TaintKey, null, null)] };

        Assert.Equal("aci-1", new PlannerBench(A.VmNode("vm-1"), A.VirtualNode("aci-1"), A.Pod("one", spec: spec)).Settle().Advance(60).NodeOf("one"));
    }

    private static PodSpec Named(string node, long cpuMillis) => A.Spec(cpuMillis) with { NodeName = NodeName.Parse(node) };
}
