using Burst.Core.Nodes;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Testing.Builders;

namespace Burst.Control.Tests.Observing;

public class MachineTests
{
    [Fact]
    public async Task Node_OffersWhatItsMachineHas_WithoutWhatIsReservedAndWhatOthersHold_AsItChanges()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode() with { Reserve = new Resources(100, 192) });
        host.Machine = A.Machine(cpuMillis: 1900, memoryMib: 8000);
        await ring.StartAsync();
        await ring.RunAsync(1);
        Assert.Equal(new Resources(1800, 7808), await OfferedAsync(ring));

        host.Machine = A.Machine(cpuMillis: 1900, memoryMib: 8000, foreign: new Resources(500, 1000));
        await ring.RunAsync(3);
        Assert.Equal(new Resources(1300, 6808), await OfferedAsync(ring));

        host.Machine = A.Machine(cpuMillis: 1900, memoryMib: 8000, foreign: new Resources(5000, 9000));
        await ring.RunAsync(3);
        Assert.Equal(Resources.Zero, await OfferedAsync(ring));

        host.Machine = A.Machine(cpuMillis: 64_000, memoryMib: 256_000);
        await ring.RunAsync(3);
        Assert.Equal(new Resources(1900, 8000), await OfferedAsync(ring));
    }

    [Fact]
    public async Task PodThatWaits_IsPlaced_WhenAForeignContainerHasLeft()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.Machine = A.Machine(foreign: new Resources(1900, 0));
        await ring.StartAsync();
        await ring.ApplyAsync(A.Deployment("web", replicas: 1, cpuMillis: 500));
        await ring.RunAsync(5);
        Assert.Empty(host.Pods);

        host.Machine = A.Machine();

        await ring.UntilAsync(_ => host.Pods.Count == 1, withinSeconds: 5);
    }

    [Fact]
    public async Task LabelsOfTheMachine_AreTheNodes_UntilItHasOthers_AndAUsersOwnStay()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode(labels: "disk=slow"));
        host.Machine = A.Machine(labels: "disk=fast,rack=7");
        await ring.StartAsync();
        await ring.RunAsync(1);
        var labels = (await NodeAsync(ring)).Metadata.Labels;
        Assert.Equal(("slow", "7", "amd64"), (labels["disk"], labels["rack"], labels[MachineLabels.Architecture]));

        host.Machine = A.Machine(labels: "disk=fast,zone=b");
        await ring.RunAsync(3);

        labels = (await NodeAsync(ring)).Metadata.Labels;
        Assert.Equal(("slow", "b", false), (labels["disk"], labels["zone"], labels.ContainsKey("rack")));
    }

    [Fact]
    public async Task PressureOfItsMachine_KeepsNewPodsOff_IsToldOnce_AndPasses()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.Machine = A.Machine() with { Disk = new NodePressure(true, "3 % are available", A.Start), Memory = new NodePressure(false, "plenty", A.Start) };
        await ring.StartAsync();
        await ring.ApplyAsync(A.Deployment("web", replicas: 1));
        await ring.RunAsync(5);
        host.Machine = host.Machine with { Disk = new NodePressure(true, "2 % are available", A.Start.AddSeconds(9)) };
        await ring.RunAsync(5);

        Assert.Empty(host.Pods);
        Assert.Equal("3 % are available", (await NodeAsync(ring)).Machine!.Disk!.Message);

        host.Machine = host.Machine with { Disk = new NodePressure(false, "30 % are available", A.Start) };
        await ring.UntilAsync(_ => host.Pods.Count == 1, withinSeconds: 5);
        Assert.Equal(["NodeHasDiskPressure", "NodeHasNoDiskPressure"], (await ring.EventsAsync()).Select(told => told.Reason).Where(reason => reason.Contains("Pressure", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task SecondNodeOfOneMachine_IsNotReady_UntilTheFirstHasLeft()
    {
        await using var ring = new Ring();
        ring.AddHost(A.VmNode()).Machine = A.Machine();
        ring.AddHost(A.VmNode("vm-2")).Machine = A.Machine();
        await ring.StartAsync();
        await ring.RunAsync(3);

        Assert.Equal((true, "HostReady"), Readiness(await NodeAsync(ring)));
        Assert.Equal((false, "DuplicateEngine"), Readiness(await NodeAsync(ring, "vm-2")));

        await ring.ChangeAsync(new Change.Remove((await NodeAsync(ring)).Key));
        await ring.RunAsync(3);

        Assert.Equal((true, "HostReady"), Readiness(await NodeAsync(ring, "vm-2")));
    }

    private static (bool?, string) Readiness(Node node) => (node.Readiness.Status, node.Readiness.Reason);

    private static async Task<Resources> OfferedAsync(Ring ring) => (await NodeAsync(ring)).Allocatable;

    private static Task<Node> NodeAsync(Ring ring, string name = "vm-1") => ring.ReadAsync(state => state.Nodes.Single(node => node.Metadata.Name == name));
}
