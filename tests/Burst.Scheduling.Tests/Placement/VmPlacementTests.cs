using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class VmPlacementTests
{
    [Fact]
    public void PodsOfAJob_ArePackedOntoTheFullestNode()
    {
        var bench = new PlannerBench(
            A.VmNode("vm-1", 4000), A.VmNode("vm-2", 4000), A.Pod("early", cpuMillis: 500), A.Job(completions: 3, parallelism: 3)).Settle();

        var busy = bench.NodeOf("early");

        Assert.All(bench.Active, pod => Assert.Equal(busy, pod.Placement!.Node.Value));
    }

    [Fact]
    public void Node_IsFilledUpToWhatItsMachineHasLeft_AndSaysSo()
    {
        var node = A.VmNode("vm-1", 4000) with { Machine = A.Machine(3000, 8192, foreign: new Resources(1000, 0)), Reserve = new Resources(500, 0) };
        var bench = new PlannerBench(node, A.Pod("first"), A.Pod("second")).Settle();

        Assert.Equal("vm-1", bench.NodeOf("first") ?? bench.NodeOf("second"));
        Assert.Single(bench.Active, pod => pod.Placement is not null);
        Assert.Contains(bench.Decisions.SelectMany(decision => decision.Considered), verdict => verdict.Reason.Contains("500m of 1500m free", StringComparison.Ordinal));
    }

    [Fact]
    public void Taint_KeepsPodsOff_ThatDoNotTolerateIt()
    {
        var node = A.VmNode() with { Taints = [new Taint("dedicated", "db", Taint.NoSchedule)] };

        Assert.Null(new PlannerBench(node, A.Pod("web")).Settle().NodeOf("web"));
        Assert.Null(new PlannerBench(node, Tolerating("web", new Toleration("dedicated", "web", null))).Settle().NodeOf("web"));
        Assert.Equal("vm-1", new PlannerBench(node, Tolerating("db", new Toleration("dedicated", "db", "NoSchedule"))).Settle().NodeOf("db"));

        static Pod Tolerating(string name, Toleration toleration)
        {
            var pod = A.Pod(name);
            return pod with { Spec = pod.Spec with { Tolerations = [toleration] } };
        }
    }

    [Fact]
    public void PodsOfADeployment_AreSpreadOverTheNodes()
    {
        var bench = new PlannerBench(A.VmNode("vm-1", 8000), A.VmNode("vm-2", 4000), A.VmNode("vm-3", 4000), A.Deployment(replicas: 6)).Settle();

        var perNode = bench.Active.GroupBy(pod => pod.Placement!.Node).Select(group => group.Count());

        Assert.Equal([2, 2, 2], perNode);
    }

    [Fact]
    public void OldestPod_IsPlacedFirst()
    {
        var bench = new PlannerBench(
            A.VmNode("vm-1", 1000), A.Pod("young", createdAt: A.Start.AddSeconds(-1)), A.Pod("old", createdAt: A.Start.AddSeconds(-9))).Settle();

        Assert.Equal("vm-1", bench.NodeOf("old"));
        Assert.Null(bench.NodeOf("young"));
    }

    [Theory]
    [InlineData("cpu", "0/1 nodes fit: 1 insufficient cpu; no burst policy lets it spill.")]
    [InlineData("memory", "0/1 nodes fit: 1 insufficient memory; no burst policy lets it spill.")]
    [InlineData("pods", "0/1 nodes fit: 1 too many pods; no burst policy lets it spill.")]
    [InlineData("not-ready", "0/1 nodes fit: 1 not ready; no burst policy lets it spill.")]
    [InlineData("unknown", "0/1 nodes fit: 1 not ready; no burst policy lets it spill.")]
    [InlineData("cordoned", "0/1 nodes fit: 1 cordoned; no burst policy lets it spill.")]
    [InlineData("selector", "0/1 nodes fit: 1 node selector does not match; no burst policy lets it spill.")]
    [InlineData("host", "0/1 nodes fit: 1 unsupported by the host; no burst policy lets it spill.")]
    public void NodeThatDoesNotFit_IsNotUsedAndTheReasonSaysWhy(string obstacle, string message)
    {
        var node = obstacle switch
        {
            "cpu" => A.VmNode(cpuMillis: 999),
            "memory" => A.VmNode(memoryMib: 1023),
            "pods" => A.VmNode(podsMax: 0),
            "not-ready" => A.VmNode(ready: false),
            "unknown" => A.VmNode() with { Readiness = A.Readiness(null) },
            "cordoned" => A.VmNode(cordoned: true),
            _ => A.VmNode(labels: "disk=hdd"),
        };
        var spec = A.Spec(nodeSelector: obstacle == "selector" ? "disk=ssd" : "");
        var bench = new PlannerBench(node, A.Pod(spec: spec)) { Limits = (_, _) => obstacle == "host" ? "spec.x: not here" : null }.Settle();

        var pod = Assert.Single(bench.Waiting);

        Assert.Equal("Unschedulable", pod.Reason);
        Assert.Equal(message, pod.Message);
        Assert.Contains(bench.Events, item => item.Reason == "FailedScheduling" && item.Message == message);
    }

    [Fact]
    public void NodeSelector_ThatMatches_IsFollowed()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2", labels: "disk=ssd"), A.Pod(spec: A.Spec(nodeSelector: "disk=ssd"))).Settle();

        Assert.Equal("vm-2", bench.NodeOf("one"));
    }

    [Fact]
    public void Reasons_AreCountedByCause_MostFrequentFirst()
    {
        var bench = new PlannerBench(
            A.VmNode("vm-1", 500), A.VmNode("vm-2", ready: false), A.VmNode("vm-3", 500), A.Pod(labels: "app=batch"),
            A.Policy(afterSeconds: 5)).Settle();

        Assert.Equal(
            "0/3 nodes fit: 2 insufficient cpu, 1 not ready; spills at 09:00:05Z (after 5s) if no VM frees up.", bench.MessageOf("one"));
    }

    [Fact]
    public void Reason_Unchanged_IsReportedOnce()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1), A.Pod()).Settle();

        bench.Advance(10).Advance(10);

        Assert.Single(bench.Events, item => item.Reason == "FailedScheduling");
        Assert.Single(bench.Decisions);
    }

    [Fact]
    public void CapacityThatFreesUp_IsUsedByThePodThatWaits()
    {
        var bench = new PlannerBench(A.VmNode("vm-1", 1000), A.Pod("first", createdAt: A.Start.AddSeconds(-1)), A.Pod("second")).Settle().HostsObey();
        Assert.Null(bench.NodeOf("second"));

        bench.Finish(bench.State.Pods.Single(pod => pod.Metadata.Name == "first"), PodPhase.Succeeded);
        Assert.Null(bench.NodeOf("second"));

        bench.HostsObey();
        Assert.Equal("vm-1", bench.NodeOf("second"));
    }

    [Fact]
    public void Uncordon_PlacesWhatWaited()
    {
        var bench = new PlannerBench(A.VmNode(cordoned: true), A.Pod()).Settle();
        Assert.Null(bench.NodeOf("one"));

        bench.Put(A.VmNode());

        Assert.Equal("vm-1", bench.NodeOf("one"));
    }
}
