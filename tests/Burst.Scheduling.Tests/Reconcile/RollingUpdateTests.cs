using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Reconcile;

public class RollingUpdateTests
{
    private readonly PlannerBench bench = Bench(replicas: 4, surge: 1, unavailable: 1);

    [Fact]
    public void TemplateChange_ReplacesAFewAtATime()
    {
        bench.StartsReady = false;
        Update(bench);

        // One may be missing, and one may be more: one old pod ends, and one new one starts beside the four that are there until it is gone.
        Assert.Equal(3, Old(bench).Count);
        Assert.Single(Updated(bench));

        bench.HostsObey();
        Assert.Equal(3, Old(bench).Count);
        Assert.Equal(2, Updated(bench).Count);

        bench.SetReady(Updated(bench)[0], true).HostsObey();
        Assert.Equal(2, Old(bench).Count);
        Assert.Equal(3, Updated(bench).Count);
    }

    [Fact]
    public void TemplateChange_AllReady_EndsWithNewPodsOnly()
    {
        Update(bench).HostsObey();

        Assert.Empty(Old(bench));
        Assert.Equal(4, Updated(bench).Count);
        Assert.Equal(RolloutState.Complete, bench.Deployment.Rollout.State);
        Assert.True(bench.Step().IsEmpty);
    }

    [Fact]
    public void NewPodsNeverReady_TheOldOnesThatAreNeededStay_AndItIsReportedAsStuck()
    {
        bench.StartsReady = false;
        Update(bench).HostsObey();

        bench.Advance(599);
        Assert.Equal(RolloutState.Progressing, bench.Deployment.Rollout.State);
        bench.Advance(2);

        Assert.Equal(3, Old(bench).Count);
        Assert.Equal(2, Updated(bench).Count);
        Assert.Equal(RolloutState.Stuck, bench.Deployment.Rollout.State);
        var told = Assert.Single(bench.Events, item => item.Reason == "ProgressDeadlineExceeded");
        Assert.Contains("2 of 4 pods are of it, 0 of these available, 3 old ones are left", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stuck_AndThenOneIsReady_GoesOn()
    {
        bench.StartsReady = false;
        Update(bench).HostsObey().Advance(700);

        bench.SetReady(Updated(bench)[0], true);
        Assert.Equal(RolloutState.Progressing, bench.Deployment.Rollout.State);

        bench.StartsReady = true;
        bench.SetReady(Updated(bench)[1], true).HostsObey();
        Assert.Equal(RolloutState.Complete, bench.Deployment.Rollout.State);
    }

    [Fact]
    public void MinReady_IsWaitedFor()
    {
        bench.Put(bench.Deployment with { MinReady = TimeSpan.FromSeconds(30) }).Advance(60);
        Update(bench).HostsObey();
        Assert.Equal(3, Old(bench).Count);

        bench.Advance(29).HostsObey();
        Assert.Equal(3, Old(bench).Count);

        bench.Advance(1).HostsObey();
        Assert.Single(Old(bench));

        bench.Advance(30).HostsObey().Advance(30).HostsObey();
        Assert.Equal(RolloutState.Complete, bench.Deployment.Rollout.State);
    }

    [Fact]
    public void NoSurge_TheNewPodWaitsUntilTheOldOneIsGone()
    {
        var full = Bench(replicas: 4, surge: 0, unavailable: 1, cpuMillis: 2000);
        full.Put(full.Deployment with { Template = A.Template(A.Spec(cpuMillis: 2001), "app=web") });
        full.Put(full.Deployment with { Template = A.Template(A.Spec(cpuMillis: 1999), "app=web") });

        Assert.Equal(3, full.Active.Count);
        Assert.Empty(full.Waiting);

        full.HostsObey();
        Assert.Equal(4, Updated(full).Count);
        Assert.Equal(4, full.Active.Count);
    }

    [Fact]
    public void NoRoomForTheSurge_NothingIsEnded_AndTheNewPodSaysWhatItWaitsFor()
    {
        var full = Bench(replicas: 4, surge: 1, unavailable: 0, cpuMillis: 2000);

        full.Put(full.Deployment with { Template = A.Template(A.Spec(cpuMillis: 1999), "app=web") }).HostsObey();

        Assert.Equal(4, Old(full).Count);
        Assert.Contains("insufficient cpu", Assert.Single(full.Waiting).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OldPodsWithoutAPlace_GoAtOnce()
    {
        var small = Bench(replicas: 6, surge: 1, unavailable: 1, cpuMillis: 2000);
        Assert.Equal(2, small.Waiting.Count);

        small.Put(small.Deployment with { Template = A.Template(A.Spec(cpuMillis: 1999), "app=web") });

        Assert.All(small.Waiting, pod => Assert.Equal(1999, pod.Spec.TotalRequests.CpuMillis));
        Assert.Equal(7, small.State.Pods.Count);
    }

    [Fact]
    public void TemplateChangedBack_InTheMiddle_TheOldPodsStay()
    {
        bench.StartsReady = false;
        var first = bench.Deployment.Template;
        var before = bench.Active.Select(pod => pod.Uid).ToHashSet();
        Update(bench).HostsObey();
        var left = Old(bench).Select(pod => pod.Uid).ToList();

        bench.StartsReady = true;
        bench.Put(bench.Deployment with { Template = first }).HostsObey();

        Assert.Equal(4, bench.Active.Count);
        Assert.Subset(bench.Active.Select(pod => pod.Uid).ToHashSet(), left.ToHashSet());
        Assert.Subset(before, left.ToHashSet());
    }

    [Fact]
    public void FewerReplicas_InTheMiddle_KeepsToTheNewBounds()
    {
        bench.StartsReady = false;
        Update(bench).HostsObey();

        bench.Put(bench.Deployment with { Replicas = 2 });

        Assert.True(bench.Active.Count <= 3);
        Assert.True(bench.Active.Count(PodReadiness.IsReady) >= 1);
        bench.HostsObey();
        foreach (var pod in Updated(bench))
            bench.SetReady(pod, true);
        bench.StartsReady = true;
        bench.HostsObey();
        Assert.Equal(2, Updated(bench).Count);
        Assert.Empty(Old(bench));
    }

    [Fact]
    public void PodOnANodeThatIsNotReady_IsNotAvailable()
    {
        var silent = bench.Active[0];
        bench.StartsReady = false;
        bench.Put(bench.Latest(silent) with { IsNodeUnready = true });

        Update(bench).HostsObey();

        Assert.Equal(3, Old(bench).Count(PodReadiness.IsReady));
        Assert.Null(bench.State.FindPod(silent.Uid));
    }

    [Fact]
    public void ThreeTemplatesInARow_OnlyTheLastIsMadeOf()
    {
        bench.StartsReady = false;
        Update(bench, 500).HostsObey();
        Update(bench, 600).HostsObey();
        Assert.True(bench.Active.Count <= 5);
        Assert.True(bench.Active.Count(PodReadiness.IsReady) >= 3);

        bench.StartsReady = true;
        foreach (var pod in Updated(bench))
            bench.SetReady(pod, true);
        bench.HostsObey();

        Assert.Equal([600L, 600, 600, 600], bench.Active.Select(pod => pod.Spec.TotalRequests.CpuMillis));
        Assert.Equal([1L, 2, 3], bench.Deployment.Rollout.Revisions.Select(revision => revision.Number));
    }

    [Fact]
    public void UserDeletesAPod_WithoutARollout_ItIsReplacedBeforeItIsGone()
    {
        bench.RequestDeletion(bench.Active[0]);

        Assert.Equal(4, bench.Active.Count);
        Assert.Equal(5, bench.State.Pods.Count);
    }

    [Fact]
    public void ScaleDown_EndsWhatIsNotReadyFirst()
    {
        var unready = bench.Active[0];
        bench.SetReady(unready, false);

        bench.Put(bench.Deployment with { Replicas = 3 });

        Assert.NotNull(bench.Latest(unready).Metadata.DeletionRequestedAt);
        Assert.Equal(RolloutState.Complete, bench.Deployment.Rollout.State);
    }

    [Fact]
    public void Revisions_AreKeptUpToTheLimit_AndThoseWithPodsInAnyCase()
    {
        bench.Put(bench.Deployment with { RevisionsKept = 2 });
        foreach (var cpuMillis in (int[])[100, 200, 300, 400])
            Update(bench, cpuMillis).HostsObey();
        Assert.Equal([3L, 4, 5], bench.Deployment.Rollout.Revisions.Select(revision => revision.Number));

        bench.StartsReady = false;
        bench.Put(bench.Deployment with { RevisionsKept = 0 });
        Update(bench, 500).HostsObey();

        Assert.Equal([5L, 6], bench.Deployment.Rollout.Revisions.Select(revision => revision.Number));
    }

    [Fact]
    public void TemplateThatComesBack_IsTheSameRevisionUnderTheNextNumber()
    {
        var first = bench.Deployment.Template;
        Update(bench, 500).HostsObey();

        bench.Put(bench.Deployment with { Template = first }).HostsObey();

        Assert.Equal([2L, 3], bench.Deployment.Rollout.Revisions.Select(revision => revision.Number));
        Assert.Equal(first.ComputeHash(), bench.Deployment.Rollout.Current!.Hash);
    }

    [Fact]
    public void OfAHundredPods_TheBoundsArePercentages()
    {
        var many = new PlannerBench(A.Deployment(replicas: 100, cpuMillis: 10, memoryMib: 10) with { RollingUpdate = RollingUpdate.Default }, A.VmNode("vm-1", 8000, podsMax: 500));
        many.Settle().HostsObey();
        many.StartsReady = false;

        many.Put(many.Deployment with { Template = A.Template(A.Spec(cpuMillis: 11, memoryMib: 10), "app=web") }).HostsObey();

        Assert.Equal(75, Old(many).Count);
        Assert.Equal(50, Updated(many).Count);
    }

    private static PlannerBench Bench(int replicas, int surge, int unavailable, int cpuMillis = 1000)
    {
        var rolling = new RollingUpdate { MaxSurge = PodShare.Pods(surge), MaxUnavailable = PodShare.Pods(unavailable) };
        var bench = new PlannerBench(
            A.Deployment(replicas: replicas, cpuMillis: cpuMillis) with { RollingUpdate = rolling }, A.VmNode("vm-1", 4000), A.VmNode("vm-2", 4000));
        return bench.Settle().HostsObey();
    }

    private static PlannerBench Update(PlannerBench bench, int cpuMillis = 500) =>
        bench.Put(bench.Deployment with { Template = A.Template(A.Spec(cpuMillis: cpuMillis), "app=web") });

    private static IReadOnlyList<Pod> Updated(PlannerBench bench) => [.. bench.Active.Where(pod => pod.TemplateHash == bench.Deployment.Template.ComputeHash())];

    private static IReadOnlyList<Pod> Old(PlannerBench bench) => [.. bench.Active.Except(Updated(bench))];
}
