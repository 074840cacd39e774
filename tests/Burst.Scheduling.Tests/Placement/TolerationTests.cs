using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class TolerationTests
{
    private static readonly Toleration OfVirtualNodes = new(VirtualKubelet.TaintKey, null, null);

    [Theory]
    [InlineData("type=virtual-kubelet")]
    [InlineData("kubernetes.io/role=agent,type=virtual-kubelet")]
    public void PodThatToleratesAndSelects_RunsThere_WithoutAPolicy(string selector)
    {
        var bench = new PlannerBench(A.VmNode(), A.VirtualNode(), Pod(selector, OfVirtualNodes)).Settle();
        Assert.Equal("aci-eastus", bench.NodeOf("one"));
        Assert.Equal(Tier.Aci, bench.Active[0].Placement!.Tier);
        Assert.Contains("the pod's own toleration", bench.Decisions[^1].Policy);
    }

    [Fact]
    public void PodThatOnlySelects_IsKeptOffByTheTaint() => AssertStays(Pod("type=virtual-kubelet"));

    [Fact]
    public void PodThatToleratesAnotherTaint_IsKeptOff() => AssertStays(Pod("type=virtual-kubelet", new Toleration(VirtualKubelet.TaintKey, "alibabacloud", null)));

    [Fact]
    public void PodThatOnlyTolerates_IsSentNowhereItCosts() => AssertStays(Pod("", OfVirtualNodes));

    [Fact]
    public void PodThatSelectsBothKinds_TakesAMachineFirst_AndRunsOnAciWhenThereIsNone()
    {
        var (vm, aci) = (A.VmNode(labels: "disk=fast"), A.VirtualNode() with { Metadata = A.Meta("aci-eastus", "", "disk=fast") });
        Assert.Equal("vm-1", new PlannerBench(vm, aci, Pod("disk=fast", OfVirtualNodes)).Settle().NodeOf("one"));
        Assert.Equal("aci-eastus", new PlannerBench(vm with { IsCordoned = true }, aci, Pod("disk=fast", OfVirtualNodes)).Settle().NodeOf("one"));
    }

    [Fact]
    public void SpotGroups_HaveToBeAskedFor()
    {
        var node = A.VirtualNode(tiers: [Tier.AciSpot]) with { Metadata = A.Meta("aci-eastus", "", "burst.dev/tier=aci-spot") };
        Assert.Null(new PlannerBench(node, Pod("type=virtual-kubelet", OfVirtualNodes)).Settle().NodeOf("one"));
        Assert.Equal("aci-eastus", new PlannerBench(node, Pod("burst.dev/tier=aci-spot", OfVirtualNodes)).Settle().NodeOf("one"));
    }

    [Fact]
    public void PolicyThatSelectsThePod_Decides()
    {
        var pod = Pod("type=virtual-kubelet", OfVirtualNodes) with { Metadata = A.Meta("one", labels: "app=batch") };
        Assert.Null(new PlannerBench(A.VirtualNode(), A.Policy(mode: BurstMode.Never), pod).Settle().NodeOf("one"));
        var spared = pod with { Spec = pod.Spec with { Tolerations = [] } };
        Assert.Equal("aci-eastus", new PlannerBench(A.VirtualNode(), A.Policy(mode: BurstMode.Always), spared).Settle().NodeOf("one"));
    }

    [Fact]
    public void SpendCap_BoundsThemToo()
    {
        var bench = new PlannerBench(A.VirtualNode(), Pod("type=virtual-kubelet", OfVirtualNodes))
        {
            Options = new() { SpendCapPerHour = Core.Units.Money.FromDollars(0.01m) },
        }.Settle();
        Assert.Null(bench.NodeOf("one"));
        Assert.Contains("spend cap reached", bench.MessageOf("one"));
    }

    private static void AssertStays(Pod pod) => Assert.Null(new PlannerBench(A.VmNode(cordoned: true), A.VirtualNode(), pod).Settle().NodeOf("one"));

    private static Pod Pod(string selector, params Toleration[] tolerations) =>
        A.Pod(spec: A.Spec(nodeSelector: selector) with { Tolerations = [.. tolerations] });
}
