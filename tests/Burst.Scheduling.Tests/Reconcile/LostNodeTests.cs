using Burst.Core.Pods;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Reconcile;

public class LostNodeTests
{
    [Fact]
    public void VmNode_SilentForLessThanTheGrace_KeepsItsPods()
    {
        var bench = TwoVms();

        bench.SetReady("vm-1", false).Advance(299);

        Assert.DoesNotContain(bench.State.Pods, pod => pod.IsLost);
    }

    [Fact]
    public void VmNode_SilentPastTheGrace_ItsPodsAreReplacedElsewhere_ByItsOwnWake()
    {
        var bench = TwoVms();
        var stranded = bench.State.Pods.Where(pod => pod.Placement!.Node.Value == "vm-1").ToList();
        Assert.NotEmpty(stranded);

        bench.SetReady("vm-1", false).Advance(300).HostsObey();

        Assert.All(stranded, pod => Assert.True(bench.Latest(pod).IsLost));
        Assert.Equal(4, bench.Active.Count);
        Assert.All(bench.Active, pod => Assert.Equal("vm-2", pod.Placement!.Node.Value));
        Assert.Contains(bench.Events, item => item.Reason == "NodeLost");
    }

    [Fact]
    public void VmNode_SilentPastTheGrace_OldPodsThatEndOnItHoldUpNoUpdate()
    {
        var bench = TwoVms();
        bench.SetReady("vm-1", false).Put(A.Deployment(replicas: 4, template: A.Template(A.Spec(cpuMillis: 400), "app=web")));
        var stranded = bench.State.Pods.Where(pod => pod.Placement?.Node.Value == "vm-1").ToList();
        Assert.NotEmpty(stranded);
        foreach (var pod in bench.State.Pods.Where(pod => pod.Placement?.Node.Value == "vm-2").ToList())
            bench.Put(pod with { HostState = HostState.Gone });
        Assert.Empty(bench.Active);

        bench.Advance(300);

        Assert.All(stranded, pod => Assert.Equal((true, HostState.DeleteIntended), (bench.Latest(pod).IsLost, bench.Latest(pod).HostState)));
        Assert.NotEmpty(bench.Active);
        Assert.All(bench.Active, pod => Assert.Equal("vm-2", pod.Placement!.Node.Value));
    }

    [Fact]
    public void VmNode_BackAgain_StraysAreEndedAndNothingIsDoubled()
    {
        var bench = TwoVms();
        bench.SetReady("vm-1", false).Advance(300).HostsObey();
        var strays = bench.State.Pods.Where(pod => pod.IsLost).ToList();

        bench.SetReady("vm-1", true);
        Assert.All(strays, pod => Assert.Equal(HostState.DeleteIntended, bench.Latest(pod).HostState));

        bench.HostsObey();
        Assert.Equal(4, bench.State.Pods.Count);
        Assert.All(bench.State.Pods, pod => Assert.True(pod.IsActive));
    }

    [Fact]
    public void LostPod_KeepsItsPlaceOnItsNodeUntilItIsGone()
    {
        var bench = TwoVms();
        var before = bench.State.LoadOf(Core.Ids.NodeName.Parse("vm-1")).Requested;

        bench.SetReady("vm-1", false).Advance(300);

        Assert.Equal(before, bench.State.LoadOf(Core.Ids.NodeName.Parse("vm-1")).Requested);
    }

    [Fact]
    public void VirtualNode_SilentForever_IsNeverReplaced()
    {
        var bench = new PlannerBench(
            A.Job(completions: 3, parallelism: 3), A.VirtualNode(), A.Policy(afterSeconds: 0)).Settle().HostsObey();

        bench.SetReady("aci-eastus", false).Advance(86_400);

        Assert.Equal(3, bench.State.Pods.Count);
        Assert.All(bench.State.Pods, pod => Assert.False(pod.IsLost));
    }

    [Fact]
    public void BarePod_OnALostNode_FailsAndIsEndedWhenTheNodeIsBack()
    {
        var bench = new PlannerBench(A.Pod("one"), A.VmNode()).Settle().HostsObey();

        bench.SetReady("vm-1", false).Advance(300);
        var pod = Assert.Single(bench.State.Pods);
        Assert.Equal(PodPhase.Failed, pod.Phase);
        Assert.Equal("NodeLost", pod.Reason);

        bench.SetReady("vm-1", true).HostsObey();
        Assert.Equal(HostState.Gone, bench.Latest(pod).HostState);
    }

    [Fact]
    public void LostPodOfAJob_ThatComesBackEnded_IsNotCountedBesideItsReplacement()
    {
        var bench = new PlannerBench(A.Job(backoffLimit: 0), A.VmNode("vm-1"), A.VmNode("vm-2")).Settle().HostsObey();
        var lost = bench.Active[0];
        bench.SetReady("vm-1", false).Advance(300).HostsObey();
        var replacement = Assert.Single(bench.Active);

        bench.Finish(lost, PodPhase.Failed).SetReady("vm-1", true).HostsObey();
        Assert.False(bench.Job.Progress.IsFinished);

        bench.Finish(replacement, PodPhase.Succeeded).HostsObey();
        Assert.Equal((1, 0), (bench.Job.Progress.Succeeded, bench.Job.Progress.Failed));
    }

    private static PlannerBench TwoVms() =>
        new PlannerBench(A.Deployment(replicas: 4), A.VmNode("vm-1", 4000), A.VmNode("vm-2", 4000)).Settle().HostsObey();
}
