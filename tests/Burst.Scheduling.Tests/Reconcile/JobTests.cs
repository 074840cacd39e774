using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Reconcile;

public class JobTests
{
    [Fact]
    public void Job_RunsItsCompletions_NoMoreThanParallelismAtATime()
    {
        var bench = Bench(A.Job(completions: 5, parallelism: 2));

        var most = 0;
        while (!bench.Job.Progress.IsFinished)
        {
            bench.HostsObey();
            most = Math.Max(most, bench.Active.Count);
            bench.Finish(bench.Active[0], PodPhase.Succeeded);
        }

        Assert.Equal(2, most);
        Assert.Equal(5, bench.Job.Progress.Succeeded);
        Assert.False(bench.Job.Progress.IsFailed);
        Assert.Equal(5, bench.HostsObey().State.Pods.Count);
    }

    [Fact]
    public void Job_NearItsEnd_StartsOnlyWhatIsStillNeeded()
    {
        var bench = Bench(A.Job(completions: 3, parallelism: 2)).HostsObey();

        bench.Finish(bench.Active[0], PodPhase.Succeeded);
        Assert.Equal(2, bench.Active.Count);

        bench.HostsObey().Finish(bench.Active[0], PodPhase.Succeeded);
        Assert.Single(bench.Active);
    }

    [Fact]
    public void PodEnd_IsCountedOnce_HoweverOftenItIsReconciled()
    {
        var bench = Bench(A.Job(completions: 2)).HostsObey();
        bench.Finish(bench.Active[0], PodPhase.Succeeded);

        for (var i = 0; i < 5; i++)
        {
            foreach (var pod in bench.State.Pods)
                bench.State.MarkChanged(pod.Key);
            bench.State.MarkChanged(bench.Job.Key);
            bench.Step();
        }

        Assert.Equal(1, bench.Job.Progress.Succeeded);
    }

    [Fact]
    public void PodEnd_IsCountedInTheSamePlanThatMarksIt()
    {
        var bench = Bench(A.Job(completions: 2)).HostsObey();
        var pod = bench.Active[0];
        bench.State.Apply(new Core.Storage.Change.Put(pod with { Phase = PodPhase.Succeeded, FinishedAt = bench.Now }));

        var changed = bench.Step().Changes.OfType<Core.Storage.Change.Put>().Select(put => put.Object).ToList();

        Assert.Equal(1, Assert.Single(changed.OfType<Job>()).Progress.Succeeded);
        Assert.True(Assert.Single(changed.OfType<Pod>(), changedPod => changedPod.Uid == pod.Uid).IsCounted);
    }

    [Fact]
    public void Failures_BeyondTheBackoffLimit_FailTheJobAndEndItsPods()
    {
        var bench = Bench(A.Job(completions: 3, parallelism: 2, backoffLimit: 1)).HostsObey();
        bench.Finish(bench.Active[0], PodPhase.Failed).Advance(60).HostsObey();
        Assert.False(bench.Job.Progress.IsFinished);

        bench.Finish(bench.Active[0], PodPhase.Failed);

        Assert.Equal("BackoffLimitExceeded", bench.Job.Progress.FailureReason);
        Assert.Equal(2, bench.Job.Progress.Failed);
        Assert.Empty(bench.Active);
        Assert.Contains(bench.Events, item => item.Reason == "BackoffLimitExceeded");
    }

    [Fact]
    public void Restarts_CountTowardTheBackoffLimit()
    {
        var spec = A.Spec(restart: RestartPolicy.OnFailure);
        var bench = Bench(A.Job(backoffLimit: 2, template: A.Template(spec, "app=batch"))).HostsObey();

        bench.Put(Restarted(bench.Active[0], 2));
        Assert.False(bench.Job.Progress.IsFinished);

        bench.Put(Restarted(bench.Active[0], 3));
        Assert.Equal("BackoffLimitExceeded", bench.Job.Progress.FailureReason);
    }

    [Fact]
    public void Retries_WaitTwiceAsLongEachTime_UpToSixMinutes()
    {
        var bench = Bench(A.Job(backoffLimit: 20));
        var waits = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            bench.HostsObey().Finish(bench.Active[0], PodPhase.Failed);
            Assert.Empty(bench.Active);
            var from = bench.Now;
            while (bench.Active.Count == 0)
                bench.Advance(10);
            waits.Add((bench.Now - from).TotalSeconds);
        }

        Assert.Equal([10, 20, 40, 80, 160, 320, 360, 360], waits);
    }

    [Fact]
    public void Deadline_Passed_FailsTheJob()
    {
        var bench = Bench(A.Job(completions: 5, parallelism: 2, activeDeadline: TimeSpan.FromSeconds(30))).HostsObey();

        bench.Advance(29);
        Assert.False(bench.Job.Progress.IsFinished);

        bench.Advance(1).HostsObey();
        Assert.Equal("DeadlineExceeded", bench.Job.Progress.FailureReason);
        Assert.Empty(bench.State.Pods);
    }

    [Theory]
    [InlineData(PodPhase.Succeeded)]
    [InlineData(PodPhase.Failed)]
    public void Finished_GoesWithItsPods_OnceItWasKeptLongEnough(PodPhase end)
    {
        var bench = Bench(A.Job(backoffLimit: 0) with { KeepAfterFinished = TimeSpan.FromSeconds(60) }).HostsObey();
        bench.Finish(bench.Active[0], end).HostsObey();
        Assert.True(bench.Job.Progress.IsFinished);

        bench.Advance(59).HostsObey();
        Assert.Single(bench.State.Jobs);
        Assert.Single(bench.State.Pods);

        bench.Advance(1).HostsObey();
        Assert.Empty(bench.State.Jobs);
        Assert.Empty(bench.State.Pods);
    }

    [Fact]
    public void Finished_AndKeptNoTime_GoesAtOnce()
    {
        var bench = Bench(A.Job() with { KeepAfterFinished = TimeSpan.Zero }).HostsObey();

        bench.Finish(bench.Active[0], PodPhase.Succeeded).HostsObey();

        Assert.Empty(bench.State.Jobs);
        Assert.Empty(bench.State.Pods);
    }

    [Fact]
    public void Unfinished_IsNotBoundByHowLongItIsKept()
    {
        var bench = Bench(A.Job() with { KeepAfterFinished = TimeSpan.FromSeconds(1) }).HostsObey();

        bench.Advance(3600).HostsObey();

        Assert.Single(bench.Active);
    }

    [Fact]
    public void Suspend_EndsThePodsWithoutCountingThem_AndResumeGoesOn()
    {
        var bench = Bench(A.Job(completions: 2, parallelism: 2, backoffLimit: 0)).HostsObey();
        var running = bench.Active.ToList();

        bench.Put(bench.Job with { Suspend = true });
        foreach (var pod in running)
            bench.Finish(pod, PodPhase.Failed);
        bench.HostsObey();

        Assert.Empty(bench.State.Pods);
        Assert.Equal(0, bench.Job.Progress.Failed);
        Assert.False(bench.Job.Progress.IsFinished);

        bench.Put(bench.Job with { Suspend = false });
        Assert.Equal(2, bench.Active.Count);
    }

    [Fact]
    public void Suspend_StopsTheDeadlineToo()
    {
        var bench = Bench(A.Job(activeDeadline: TimeSpan.FromSeconds(30))).HostsObey();

        bench.Put(bench.Job with { Suspend = true }).HostsObey().Advance(3600);
        bench.Put(bench.Job with { Suspend = false }).HostsObey().Advance(20);

        Assert.False(bench.Job.Progress.IsFinished);
        Assert.Equal("DeadlineExceeded", bench.Advance(10).Job.Progress.FailureReason);
    }

    [Fact]
    public void Parallelism_Lowered_EndsTheExcess()
    {
        var bench = Bench(A.Job(completions: 10, parallelism: 4)).HostsObey();

        bench.Put(bench.Job with { Parallelism = 1 });

        Assert.Single(bench.Active);
    }

    /// <summary>One that was deleted succeeds while it ends: of those that make up for it, the one that waits for a place is too many.</summary>
    [Fact]
    public void Excess_WhileSomeHaveNoPlace_EndsOneOfThoseAndNoneThatIsStarting()
    {
        var bench = new PlannerBench(
            A.Job(completions: 3, parallelism: 3), A.Policy(afterSeconds: 0), A.VirtualNode(podsMax: 4)).Settle().HostsObey();
        var (deleted, other) = (bench.Active[0], bench.Active[1]);
        bench.RequestDeletion(deleted).RequestDeletion(other);
        var starting = Assert.Single(bench.Active, pod => pod is { HoldsCapacity: true, Phase: PodPhase.Pending });
        var waiting = Assert.Single(bench.Waiting);

        bench.Finish(deleted, PodPhase.Succeeded);

        Assert.Null(bench.Latest(starting).Metadata.DeletionRequestedAt);
        Assert.Null(bench.State.FindPod(waiting.Uid));
    }

    [Fact]
    public void PodDeletedByHand_IsRunAgainAndNotHeldAgainstTheJob()
    {
        var bench = Bench(A.Job(backoffLimit: 0)).HostsObey();
        var victim = bench.Active[0];

        bench.RequestDeletion(victim).Finish(victim, PodPhase.Failed).HostsObey();

        Assert.Equal(0, bench.Job.Progress.Failed);
        Assert.NotEqual(victim.Uid, Assert.Single(bench.Active).Uid);
    }

    [Fact]
    public void Deletion_WhilePodsFinish_EndsEverythingAndTheJobGoes()
    {
        var bench = Bench(A.Job(completions: 6, parallelism: 3)).HostsObey();
        var running = bench.Active.ToList();
        bench.Finish(running[0], PodPhase.Succeeded);

        bench.RequestDeletion(bench.Job);
        bench.Finish(running[1], PodPhase.Succeeded);
        bench.Finish(running[2], PodPhase.Failed);
        bench.HostsObey();

        Assert.Empty(bench.State.Jobs);
        Assert.Empty(bench.State.Pods);
    }

    [Fact]
    public void Deletion_AndAPodsEnd_InOneStep_LeaveNothing()
    {
        var bench = Bench(A.Job(completions: 2, parallelism: 2)).HostsObey();
        var pod = bench.Active[0];
        bench.State.Apply(new Core.Storage.Change.Put(pod with { Phase = PodPhase.Succeeded, FinishedAt = bench.Now }));

        bench.RequestDeletion(bench.Job).HostsObey();

        Assert.Empty(bench.State.Jobs);
        Assert.Empty(bench.State.Pods);
    }

    [Fact]
    public void NewJob_OfTheSameName_DoesNotAdoptThePodsOfTheOldOne()
    {
        var bench = Bench(A.Job()).HostsObey();
        var old = bench.Active[0];
        var again = A.Job() with { Metadata = A.Meta("batch", uid: A.UidOf("second")) };

        bench.Put(again).HostsObey();

        Assert.Null(bench.State.FindPod(old.Uid));
        Assert.Equal(again.Metadata.Uid, Assert.Single(bench.Active).OwnerUid);
    }

    [Fact]
    public void RestartsOfThePlatform_DoNotCountTowardTheBackoffLimit()
    {
        var bench = Bench(A.Job(backoffLimit: 0, template: A.Template(A.Spec(restart: RestartPolicy.OnFailure), "app=batch"))).HostsObey();

        bench.Put(Restarted(bench.Active[0], 2, interruptions: 2));
        Assert.False(bench.Job.Progress.IsFinished);

        bench.Put(Restarted(bench.Active[0], 3, interruptions: 2));
        Assert.Equal("BackoffLimitExceeded", bench.Job.Progress.FailureReason);
    }

    [Fact]
    public void FailureFromBeforeTheClockWasSetBack_HoldsUpNoRetry()
    {
        var bench = Bench(A.Job(completions: 1, backoffLimit: 3)).HostsObey();
        bench.Finish(bench.Active[0], PodPhase.Failed);
        Assert.Empty(bench.Active);

        var job = bench.Job;
        bench.Put(job with { Progress = job.Progress with { LastFailureAt = job.Progress.LastFailureAt!.Value.AddHours(1) } }).Settle();

        Assert.Single(bench.Active);
    }

    private static PlannerBench Bench(Job job) => new PlannerBench(job, A.VmNode("vm-1", 16_000, 64_000)).Settle();

    private static Pod Restarted(Pod pod, int times, int interruptions = 0) => pod with
    {
        Containers = [new ContainerStatus { Name = "main", State = ContainerState.Running, RestartCount = times, InterruptionCount = interruptions }],
    };
}
