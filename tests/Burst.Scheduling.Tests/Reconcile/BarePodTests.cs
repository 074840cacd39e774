using Burst.Core.Pods;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Reconcile;

public class BarePodTests
{
    [Fact]
    public void Pod_IsPlaced_AndItsEndIsKept()
    {
        var bench = new PlannerBench(A.Pod("one"), A.VmNode()).Settle().HostsObey();

        bench.Finish(bench.Active[0], PodPhase.Succeeded).HostsObey();

        var pod = Assert.Single(bench.State.Pods);
        Assert.Equal((PodPhase.Succeeded, HostState.Gone), (pod.Phase, pod.HostState));
    }

    [Fact]
    public void Pod_Deleted_GoesOnceItsHostHasLetGo()
    {
        var bench = new PlannerBench(A.Pod("one"), A.VmNode()).Settle().HostsObey();

        bench.RequestDeletion(bench.Active[0]);
        Assert.Equal(HostState.DeleteIntended, Assert.Single(bench.State.Pods).HostState);

        Assert.Empty(bench.HostsObey().State.Pods);
    }

    [Fact]
    public void Pod_DeletedBeforeItWasPlaced_GoesAtOnce()
    {
        var bench = new PlannerBench(A.Pod("one")).Settle();

        bench.RequestDeletion(Assert.Single(bench.Waiting));

        Assert.Empty(bench.State.Pods);
    }

    [Fact]
    public void Pod_PastItsDeadline_IsEnded()
    {
        var bench = new PlannerBench(A.Pod("one", spec: A.Spec(activeDeadline: TimeSpan.FromSeconds(60))), A.VmNode()).Settle().HostsObey();

        bench.Advance(59);
        Assert.Single(bench.Active);

        bench.Advance(1);
        var pod = Assert.Single(bench.State.Pods);
        Assert.Equal((PodPhase.Failed, "DeadlineExceeded", HostState.DeleteIntended), (pod.Phase, pod.Reason, pod.HostState));
    }

    [Fact]
    public void Pod_WhoseProvisioningFailed_GetsTimeToComeUp_ThenIsEnded()
    {
        var bench = new PlannerBench(A.Pod("one"), A.VmNode()).Settle().HostsObey();
        bench.Put(bench.Active[0] with { Phase = PodPhase.Pending, StartedAt = null, Reason = "ProvisioningFailed", Message = "no image" });

        bench.Advance(599);
        Assert.Equal(HostState.Created, Assert.Single(bench.Active).HostState);

        bench.Advance(1);
        var pod = Assert.Single(bench.State.Pods);
        Assert.Equal((PodPhase.Failed, "ProvisioningFailed", HostState.DeleteIntended), (pod.Phase, pod.Reason, pod.HostState));
    }
}
