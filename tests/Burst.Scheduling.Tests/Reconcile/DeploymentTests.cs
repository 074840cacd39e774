using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Reconcile;

public class DeploymentTests
{
    private readonly PlannerBench bench = new(A.Deployment(replicas: 3), A.VmNode("vm-1", 4000), A.VmNode("vm-2", 4000));

    [Fact]
    public void Deployment_New_GetsItsReplicasAndKeepsThem()
    {
        bench.Settle().HostsObey();

        Assert.Equal(3, bench.Active.Count);
        Assert.All(bench.Active, pod => Assert.StartsWith("web-", pod.Metadata.Name, StringComparison.Ordinal));
        Assert.True(bench.Step().IsEmpty);
    }

    [Fact]
    public void ScaleUp_AddsOnlyWhatIsMissing()
    {
        bench.Settle().HostsObey();
        var before = bench.Active.Select(pod => pod.Uid).ToHashSet();

        bench.Put(bench.Deployment with { Replicas = 5 });

        Assert.Equal(5, bench.Active.Count);
        Assert.Superset(before, bench.Active.Select(pod => pod.Uid).ToHashSet());
    }

    [Fact]
    public void ScaleUp_BeyondTheStepLimit_FollowsInLaterSteps()
    {
        var limited = new PlannerBench(A.Deployment(replicas: 7), A.VmNode("vm-1", 8000)) { Options = new() { PodsCreatedPerStepMax = 3 } };

        limited.Step();
        Assert.Equal(3, limited.Active.Count);

        limited.Settle();
        Assert.Equal(7, limited.Active.Count);
    }

    [Fact]
    public void ScaleDown_EndsWhatDoesNotRunYetThenTheYoungest()
    {
        bench.Settle().HostsObey();
        var oldest = bench.Active.Select(pod => pod.Uid).ToHashSet();
        bench.Advance(10).Put(bench.Deployment with { Replicas = 4 }).HostsObey();
        var younger = Assert.Single(bench.Active, pod => !oldest.Contains(pod.Uid));
        bench.Advance(10).Put(bench.Deployment with { Replicas = 5 });
        var notRunning = Assert.Single(bench.Active, pod => pod.Phase == PodPhase.Pending);

        bench.Put(bench.Deployment with { Replicas = 4 });
        Assert.NotNull(bench.Latest(notRunning).Metadata.DeletionRequestedAt);

        bench.Put(bench.Deployment with { Replicas = 3 });
        Assert.NotNull(bench.Latest(younger).Metadata.DeletionRequestedAt);
        Assert.Equal(oldest, bench.Active.Select(pod => pod.Uid).ToHashSet());
    }

    [Fact]
    public void ScaleDown_EndsTheSpilledPodFirst()
    {
        var mixed = new PlannerBench(
            A.Deployment(replicas: 3), A.VmNode("vm-1", 2000), A.VirtualNode(), A.Policy(selector: "app=web", afterSeconds: 0));
        mixed.Settle().HostsObey();
        var spilled = Assert.Single(mixed.Active, pod => !pod.Placement!.Tier.IsVm);

        mixed.Put(mixed.Deployment with { Replicas = 2 });

        Assert.Equal(HostState.DeleteIntended, mixed.Latest(spilled).HostState);
    }

    [Fact]
    public void TemplateChange_EndsAllOldPodsBeforeNewOnesStart()
    {
        bench.Settle().HostsObey();
        var old = bench.Active.ToList();

        bench.Put(bench.Deployment with { Template = A.Template(A.Spec(cpuMillis: 500)) });

        Assert.Empty(bench.Active);
        Assert.All(old, pod => Assert.Equal(HostState.DeleteIntended, bench.Latest(pod).HostState));

        bench.HostsObey();

        Assert.Equal(3, bench.State.Pods.Count);
        Assert.All(bench.Active, pod => Assert.Equal(500, pod.Spec.TotalRequests.CpuMillis));
    }

    [Fact]
    public void Deletion_EndsThePodsThenTheDeploymentGoes()
    {
        bench.Settle().HostsObey();

        bench.RequestDeletion(bench.Deployment);
        Assert.Single(bench.State.Deployments);
        Assert.All(bench.State.Pods, pod => Assert.Equal(HostState.DeleteIntended, pod.HostState));

        bench.HostsObey();
        Assert.Empty(bench.State.Deployments);
        Assert.Empty(bench.State.Pods);
    }

    [Fact]
    public void Removal_WithoutNotice_EndsItsPods()
    {
        bench.Settle().HostsObey();

        bench.Remove(bench.Deployment).HostsObey();

        Assert.Empty(bench.State.Pods);
    }

    [Fact]
    public void PodDeletedByHand_IsReplaced()
    {
        bench.Settle().HostsObey();
        var victim = bench.Active[0];

        bench.RequestDeletion(victim).HostsObey();

        Assert.Equal(3, bench.Active.Count);
        Assert.Null(bench.State.FindPod(victim.Uid));
    }

    [Fact]
    public void PodThatRanForLong_AndEnds_IsReplacedAtOnce()
    {
        bench.Settle().HostsObey();
        bench.Advance(600);

        bench.Finish(bench.Active[0], PodPhase.Failed);

        Assert.Equal(3, bench.Active.Count);
    }

    [Fact]
    public void PodThatFailsAtOnce_IsReplacedAfterADoublingWait()
    {
        var one = new PlannerBench(A.Deployment(replicas: 1), A.VmNode());
        one.Settle();
        var waits = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            Reject(one);
            Assert.Empty(one.Active);
            var from = one.Now;
            while (one.Active.Count == 0)
                one.Advance(1);
            waits.Add((one.Now - from).TotalSeconds);
        }

        Assert.Equal([10, 20, 40, 80], waits);
    }

    [Fact]
    public void PodThatFailsAtOnce_TemplateChanged_IsReplacedWithoutWaiting()
    {
        var one = new PlannerBench(A.Deployment(replicas: 1), A.VmNode());
        Reject(one.Settle());

        one.Put(one.Deployment with { Template = A.Template(A.Spec(cpuMillis: 250)) });

        Assert.Single(one.Active);
    }

    [Fact]
    public void PodThatFailedInTheFuture_BeforeTheClockWasSetBack_IsReplacedNow()
    {
        var one = new PlannerBench(A.Deployment(replicas: 1), A.VmNode());
        Reject(one.Settle());
        Assert.Empty(one.Active);

        one.Advance(-1800).Put(one.Deployment);

        Assert.Single(one.Active);
    }

    [Fact]
    public void FinishedPods_AreKeptUpToTheLimit()
    {
        var one = new PlannerBench(A.Deployment(replicas: 1), A.VmNode());
        one.Settle();
        for (var i = 0; i < 12; i++)
        {
            one.HostsObey().Advance(3600);
            one.Finish(one.Active[0], PodPhase.Failed).HostsObey();
        }

        Assert.Equal(one.Options.FinishedPodsKeptPerDeployment, one.State.Pods.Count(pod => pod.IsTerminal));
    }

    private static void Reject(PlannerBench bench)
    {
        var pod = Assert.Single(bench.Active);
        bench.Put(pod with { Phase = PodPhase.Failed, HostState = HostState.Gone, FinishedAt = bench.Now, Reason = "Rejected" });
    }
}
