using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

/// <summary>What a pod takes beside its containers counts where Burst gives it room, and not where only containers are billed.</summary>
public class OverheadTests
{
    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void Overhead_TakesRoomOfAVmNode_OnTopOfTheContainers(long cpuMillis, bool fits)
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 2000), Asking(cpuMillis, new Resources(1000, 0))).Settle();

        Assert.Equal(fits ? "vm-1" : null, bench.NodeOf("one"));
    }

    [Fact]
    public void Overhead_ComesOnTopOfThePeakOfInitialisation()
    {
        var spec = A.Spec(500) with { Overhead = new Resources(250, 100), InitContainers = [A.Spec(1500).Containers[0] with { Name = "first" }] };

        Assert.Equal((new Resources(1750, 1124), new Resources(1500, 1024)), (spec.TotalRequests, spec.ContainerRequests));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ContainerGroup_IsSizedAndBilledWithoutIt(bool writesReasons)
    {
        var bench = new PlannerBench(A.VirtualNode(coreQuota: 1), A.Policy(mode: BurstMode.Always)) { Options = new PlannerOptions { WritesReasons = writesReasons } }.Settle();

        bench.Put(Asking(1000, new Resources(500, 512)));

        Assert.Equal("aci-eastus", bench.NodeOf("one"));
        var usage = Assert.Single(bench.State.OpenUsage);
        Assert.Equal((new Resources(1000, 1024), 1000), (usage.Requested, usage.Billed.CpuMillis));
    }

    [Fact]
    public void PodThatWaits_IsLookedAt_OnceTheQuotaHasRoomForItsContainersAlone()
    {
        var bench = new PlannerBench(A.VirtualNode(coreQuota: 1), A.Policy(mode: BurstMode.Always), A.Pod("first", labels: "app=batch"))
        { Options = new PlannerOptions { WritesReasons = false } }.Settle().HostsObey();
        bench.Put(Asking(1000, new Resources(500, 512)));
        Assert.Null(bench.NodeOf("one"));

        bench.Finish(bench.Active.Single(pod => pod.Metadata.Name == "first"), PodPhase.Succeeded).HostsObey();

        Assert.Equal("aci-eastus", bench.NodeOf("one"));
    }

    private static Pod Asking(long cpuMillis, Resources overhead) => A.Pod("one", labels: "app=batch", spec: A.Spec(cpuMillis) with { Overhead = overhead });
}
