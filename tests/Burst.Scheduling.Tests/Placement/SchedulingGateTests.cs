using Burst.Core.Events;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Workloads;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

/// <summary>Pods with scheduling gates get no place, and hold nothing up.</summary>
public class SchedulingGateTests
{
    [Fact]
    public void GatedPod_WaitsWithoutAWarning_UntilTheLastGateIsGone()
    {
        var bench = new PlannerBench(A.VmNode(), Gated("one", "example.com/foo", "example.com/bar")).Settle();

        Assert.Null(bench.NodeOf("one"));
        Assert.Equal("Not looked at until its scheduling gates are removed: example.com/foo, example.com/bar.", bench.MessageOf("one"));
        Assert.Equal("SchedulingGated", Assert.Single(bench.Waiting).Reason);
        Assert.Equal((EventSeverity.Normal, "SchedulingGated"), (Assert.Single(bench.Events).Severity, bench.Events[0].Reason));

        bench.Put(WithGates(bench.Waiting[0], "example.com/bar"));
        Assert.Null(bench.NodeOf("one"));
        Assert.EndsWith(": example.com/bar.", bench.MessageOf("one"), StringComparison.Ordinal);

        bench.Put(WithGates(bench.Waiting[0]));
        Assert.Equal("vm-1", bench.NodeOf("one"));
        Assert.Null(Assert.Single(bench.Active).Reason);
    }

    [Fact]
    public void GatedPod_DoesNotSpill_HoweverLongItWaits()
    {
        var bench = new PlannerBench(A.VirtualNode(), A.Policy(mode: BurstMode.Always), Gated("one", "a")).Settle().Advance(3600);
        Assert.Null(bench.NodeOf("one"));

        bench.Put(WithGates(bench.Waiting[0]));

        Assert.Equal("aci-eastus", bench.NodeOf("one"));
    }

    [Fact]
    public void PodsOfOneTemplate_AreLetInOneByOne()
    {
        var template = A.Template(A.Spec(500) with { SchedulingGates = ["a"] });
        var bench = new PlannerBench(A.VmNode(), A.Deployment(replicas: 3, template: template)).Settle();
        Assert.Equal(3, bench.Waiting.Count);

        bench.Put(WithGates(bench.Waiting[1]));

        Assert.Equal(2, bench.Waiting.Count);
        Assert.Single(bench.Active, pod => pod.Placement is not null);
    }

    [Fact]
    public void OldestPodGated_DoesNotHoldUpTheOthers()
    {
        var old = A.Pod("old", createdAt: A.Start.AddMinutes(-5));
        var bench = new PlannerBench(A.VmNode(), WithGates(old, "a"), A.Pod("young"), A.Pod("other")).Settle();

        Assert.Equal(("vm-1", "vm-1", null), (bench.NodeOf("young"), bench.NodeOf("other"), bench.NodeOf("old")));
    }

    [Fact]
    public void Gang_IsNotWhole_WhileAMemberIsGated()
    {
        Pod Member(string name) => A.Pod(name, cpuMillis: 500) with { Gang = new PodGang("g", 2) };
        var bench = new PlannerBench(A.VmNode(), Member("a"), WithGates(Member("b"), "x")).Settle();
        Assert.Equal("waits for the rest of gang g: 1 of 2 pods are here.", bench.MessageOf("a"));

        bench.Put(Member("b"));

        Assert.Empty(bench.Waiting);
    }

    [Fact]
    public void Deployment_WhoseTemplateIsGated_BringsNoSpilledPodHome()
    {
        var template = A.Template(A.Spec(500) with { SchedulingGates = ["a"] }, labels: "app=batch");
        var bench = new PlannerBench(
            A.VirtualNode(), A.Policy(afterSeconds: 0), A.Deployment(replicas: 1, labels: "app=batch", template: template) with { RollingUpdate = RollingUpdate.Default }).Settle();
        bench.Put(WithGates(bench.Waiting[0])).HostsObey();
        Assert.Equal("aci-eastus", Assert.Single(bench.Active).Placement?.Node.Value);

        bench.Put(A.VmNode()).Advance(3600);

        Assert.Equal("aci-eastus", Assert.Single(bench.Active).Placement?.Node.Value);
    }

    private static Pod Gated(string name, params string[] gates) => WithGates(A.Pod(name, labels: "app=batch"), gates);

    private static Pod WithGates(Pod pod, params string[] gates) => pod with { Spec = pod.Spec with { SchedulingGates = [.. gates] } };
}
