using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

/// <summary>Extended resources and ephemeral storage: each node has as much as it was said to have.</summary>
public class ScalarResourceTests
{
    private const string Gpu = "nvidia.com/gpu";
    private const string Disk = ScalarResources.EphemeralStorage;

    [Fact]
    public void Pod_GoesWhereThereIsWhatItAsksFor()
    {
        var bench = new PlannerBench(A.VmNode("vm-1", 8000), With("vm-2", Gpu, 1), A.VmNode("vm-3", 8000), Asking("one", Gpu, 1)).Settle();

        Assert.Equal("vm-2", bench.NodeOf("one"));
    }

    [Fact]
    public void PodsOfOneStep_DoNotGetTheSamePiece_AndTheLastWaitsForOne()
    {
        var bench = new PlannerBench(With("vm-1", Gpu, 2), A.VmNode("vm-2"), Asking("one", Gpu, 1), Asking("two", Gpu, 1), Asking("three", Gpu, 1)).Settle().HostsObey();
        var waiting = Assert.Single(bench.Waiting);
        Assert.Equal("0/2 nodes fit: 2 insufficient nvidia.com/gpu; no burst policy lets it spill.", waiting.Message);
        Assert.Contains(bench.Decisions[^1].Considered, verdict => verdict.Reason == "insufficient nvidia.com/gpu: wants 1, 0 of 2 free");
        Assert.Contains(bench.Decisions[^1].Considered, verdict => verdict.Reason == "insufficient nvidia.com/gpu: wants 1, the node has 0");

        bench.Finish(bench.Active.First(pod => pod.Placement is not null), PodPhase.Succeeded).HostsObey();

        Assert.Equal("vm-1", bench.NodeOf(waiting.Metadata.Name));
    }

    [Fact]
    public void ContainerGroup_HasNoneOfIt_HoweverLongThePodWaits()
    {
        var bench = new PlannerBench(A.VmNode(), A.VirtualNode(), A.Policy(afterSeconds: 0), Asking("one", Gpu, 1)).Settle().Advance(3600);
        Assert.Equal("0/2 nodes fit: 2 insufficient nvidia.com/gpu.", bench.MessageOf("one"));

        bench.Put(With("vm-2", Gpu, 1));

        Assert.Equal("vm-2", bench.NodeOf("one"));
    }

    [Theory]
    [InlineData(1024, "vm-1")]
    [InlineData(1025, null)]
    public void EphemeralStorage_IsCountedByTheByte(long bytes, string? node)
    {
        var bench = new PlannerBench(With("vm-1", Disk, 2048), Asking("first", Disk, 1024), Asking("one", Disk, bytes)).Settle();

        Assert.Equal(node, bench.NodeOf("one"));
    }

    [Fact]
    public void PeakOfInitialisation_IsWhatThePodHolds()
    {
        var spec = Asking("one", Gpu, 1).Spec;
        spec = spec with { InitContainers = [spec.Containers[0] with { Name = "side", IsSidecar = true }, spec.Containers[0] with { Name = "init", ScalarRequests = Of(Gpu, 3) }] };

        Assert.Equal(Of(Gpu, 4), spec.ScalarRequests);
    }

    [Fact]
    public void NodeThatPromisedTooMuch_StillTakesWhatAsksForNoneOfIt()
    {
        var bench = new PlannerBench(With("vm-1", Gpu, 2), Asking("one", Gpu, 2)).Settle().HostsObey();
        bench.Put(With("vm-1", Gpu, 1));

        bench.Put(A.Pod("plain"), Asking("two", Gpu, 1));

        Assert.Equal(("vm-1", null), (bench.NodeOf("plain"), bench.NodeOf("two")));
    }

    private static Node With(string name, string resource, long amount) => A.VmNode(name, 8000) with { ScalarCapacity = Of(resource, amount) };

    private static Pod Asking(string name, string resource, long amount)
    {
        var spec = A.Spec(500, 512);
        return A.Pod(name, labels: "app=batch", spec: spec with { Containers = [spec.Containers[0] with { ScalarRequests = Of(resource, amount) }] });
    }

    private static ScalarResources Of(string name, long amount) => ScalarResources.Of([KeyValuePair.Create(name, amount)]);
}
