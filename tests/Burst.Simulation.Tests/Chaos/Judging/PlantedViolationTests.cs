using Burst.Core.Ids;
using Burst.Core.Units;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Users;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>Each world has one thing wrong, and exactly that is found.</summary>
public sealed class PlantedViolationTests
{
    private readonly PlantedWorld world = new();

    [Fact]
    public void MachineOverfilled()
    {
        var service = world.Service("svc1", 5);
        for (var i = 0; i < 5; i++)
            world.OnMachine(service);
        Assert.Equal([Promises.Capacity], world.Found);
    }

    [Fact]
    public void SamePodInTwoPlaces()
    {
        var service = world.Service("svc1", 1, PlantedWorld.Overflow);
        var one = world.OnMachine(service);
        world.OnAci(service, one.Uid);
        Assert.Equal([Promises.OnePlace], world.Found);
    }

    [Fact]
    public void PodBackAfterItsEnd()
    {
        var service = world.Service("svc1", 0);
        var pod = world.OnMachine(service);
        world.End(pod);
        world.OnMachine(service, pod.Uid);
        Assert.Equal([Promises.NoReturn], world.Found);
    }

    [Fact]
    public void PodBackThroughALateMessageAndNeverEnded()
    {
        var service = world.Service("svc1", 0);
        var pod = world.OnMachine(service);
        world.End(pod);
        world.Faults.AddStrike(FaultKind.ControllerPaused, "process 1", world.Now);
        world.OnMachine(service, pod.Uid);
        Assert.Empty(world.Found);
        world.Wait(60);
        Assert.Equal([Promises.NoReturn], world.Found);
    }

    [Fact]
    public void GroupRestartedByPut()
    {
        var group = world.OnAci(world.Service("svc1", 1, PlantedWorld.Overflow));
        world.Judge.RestartedByPut(group, isLate: true);
        Assert.Empty(world.Found);
        world.Faults.AddStrike(FaultKind.ArmRepeated, group.PodName, world.Now);
        world.Judge.RestartedByPut(group, isLate: false);
        Assert.Equal([Promises.NoRestart], world.Found);
    }

    [Fact]
    public void ForeignGroupDeleted()
    {
        world.Judge.ForeignTouched("theirs", "deleted");
        Assert.Equal([Promises.Foreign], world.JudgeEnd());
    }

    [Fact]
    public void GroupQuotaExceeded()
    {
        var job = world.Job("job1", 5);
        for (var i = 0; i < 5; i++)
        {
            // Ended groups hold their place until they are removed, and cost nothing.
            var life = world.OnAci(job);
            world.Register.End(life, world.Now, PodEnd.Itself, 0);
        }

        Assert.Equal([Promises.Quota], world.Found);
    }

    [Fact]
    public void PodsOfPolicyExceeded()
    {
        var policy = PlantedWorld.Overflow with { Name = "few", MaxPods = 1, MaxSpendPerHour = null };
        var service = world.Service("svc1", 2, policy);
        world.OnAci(service);
        Assert.Empty(world.Found);
        world.OnAci(service);
        Assert.Contains("2 groups, at most 1", Assert.Single(world.Judge.Violations).Description);
    }

    [Fact]
    public void SpendOfPolicyExceeded()
    {
        var policy = PlantedWorld.Overflow with { Name = "cheap", MaxPods = null, MaxSpendPerHour = Money.FromDollars(0.08m) };
        var service = world.Service("svc1", 2, policy);
        world.OnAci(service);
        Assert.Empty(world.Found);
        world.OnAci(service);
        Assert.Equal("cheap", Assert.Single(world.Judge.Violations).Where);
    }

    [Fact]
    public void SpendOfClusterExceeded()
    {
        for (var i = 0; i < 4; i++)
            world.OnAci(world.Service($"svc{i}", 1, PlantedWorld.Overflow with { Name = $"policy{i}" }));
        Assert.Equal("cluster", Assert.Single(world.Judge.Violations).Where);
    }

    [Fact]
    public void WantedPodEnded()
    {
        var service = world.Service("svc1", 1);
        world.Wait(5);
        var pod = world.OnMachine(service);
        world.Wait(5);
        world.End(pod);
        Assert.Equal([Promises.WrongEnd], world.Found);
    }

    [Theory]
    [InlineData(nameof(PodEnd.ControlPlane), true)]
    [InlineData(nameof(PodEnd.World), false)] // The control plane may not have seen how they ended, and take them for failures.
    public void WantedPodOfJobEnded_AfterOthersSucceededThatWereRemoved(string removedBy, bool isAccused)
    {
        var how = Enum.Parse<PodEnd>(removedBy);
        var job = world.Job("job1", 4, backoffLimit: 1);
        world.Wait(5);
        var (first, second, third) = (world.OnMachine(job), world.OnMachine(job), world.OnMachine(job));
        world.Wait(5);
        world.Register.End(first, world.Now, PodEnd.Itself, 0);
        world.Register.End(second, world.Now, PodEnd.Itself, 0);
        world.Register.Remove(first, world.Now, how);
        world.Register.Remove(second, world.Now, how);
        world.End(third);
        Assert.Equal(isAccused ? new[] { Promises.WrongEnd } : [], world.Found);
    }

    [Theory]
    [InlineData(nameof(FaultKind.ControllerPaused), nameof(FaultKind.ClockJumped), true)]
    [InlineData(nameof(FaultKind.ControllerKilled), nameof(FaultKind.PriceChanged), true)]
    [InlineData(nameof(FaultKind.ControllerKilled), nameof(FaultKind.ClockJumped), false)] // The next process takes the jump of the clock for time passed.
    public void GroupThatFailedItsProvisioningEndedTooSoon(string interruption, string around, bool isAccused)
    {
        var service = world.Service("svc1", 1, PlantedWorld.Overflow);
        world.Wait(5);
        world.Faults.AddStrike(Enum.Parse<FaultKind>(around), "", world.Now);
        world.Wait(5);
        var group = world.OnAci(service);
        world.Faults.AddStrike(FaultKind.ArmFailedButLive, group.PodName, world.Now);
        world.Wait(3);
        world.Faults.AddStrike(Enum.Parse<FaultKind>(interruption), "process 1", world.Now);
        world.Wait(3);
        world.End(group);
        Assert.Equal(isAccused ? new[] { Promises.WrongEnd } : [], world.Found);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WantedGroupEndedByADelete_ThatMayHaveBeenSentForTheOneBefore(bool isLate)
    {
        var service = world.Service("svc1", 1, PlantedWorld.Overflow);
        world.Wait(5);
        var group = world.OnAci(service);
        world.Wait(5);
        group.IsEndedByLateMessage = isLate;
        world.End(group);
        Assert.Equal(isLate ? [] : new[] { Promises.WrongEnd }, world.Found);
    }

    [Fact]
    public void PodOnASilentMachineReplacedBeforeTheGrace()
    {
        var service = world.Service("svc1", 1, PlantedWorld.Overflow);
        world.Wait(5);
        world.OnMachine(service);
        world.Wait(20);
        world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(10));
        world.Wait(1);
        world.OnAci(service);
        Assert.Equal([Promises.Grace], world.Found);
    }

    [Theory]
    [InlineData(2, true)] // Two replacements while the third of three wanted still runs.
    [InlineData(1, false)] // Of those that were wanted, until it is known that one has failed and none is wanted any more.
    public void PodsOfAJobBegunBesideASilentMachine_OnWhichOneHasFailed(int begun, bool isAccused)
    {
        var job = world.Job("job1", 3, backoffLimit: 0);
        world.Wait(5);
        var (failed, _) = (world.OnMachine(job), world.OnMachine(job));
        world.Wait(20);
        world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(10));
        world.Wait(1);
        world.Register.End(failed, world.Now, PodEnd.Itself, 100);
        for (var i = 0; i < begun; i++)
            world.OnAci(job);
        Assert.Equal(isAccused ? new[] { Promises.Grace } : [], world.Found);
    }

    /// <summary>What a pod did on a machine that was given up is done again; on one that answered all the time it is done.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void PodOfAJobBegunBesideASilentMachine_AfterAnotherHasSucceeded(bool wasLost, bool isAccused)
    {
        var job = world.Job("job1", 3);
        world.Wait(5);
        var done = world.OnMachine(job);
        if (wasLost)
            world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(10));
        world.Wait(1);
        world.Exit(done);
        world.Wait(20);
        world.OnMachine(job);
        world.OnMachine(job);
        world.Wait(20);
        world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(10));
        world.Wait(1);
        world.OnAci(job);
        Assert.Equal(isAccused ? new[] { Promises.Grace } : [], world.Found);
    }

    [Fact]
    public void WantedGroupOfJobEnded()
    {
        var job = world.Job("job1", 2);
        world.Wait(5);
        var group = world.OnAci(job);
        world.End(group);
        Assert.Equal([Promises.WrongEnd], world.Found);
    }

    [Fact]
    public void ServiceBelowStrength()
    {
        world.OnMachine(world.Service("svc1", 2));
        world.Judge.CheckConvergence();
        world.Wait(31);
        Assert.Equal(ConvergenceState.Stalled, world.Judge.CheckConvergence());
        Assert.Equal([Promises.Strength], world.JudgeEnd());
    }

    [Fact]
    public void ServiceAboveStrength()
    {
        var service = world.Service("svc1", 1);
        world.OnMachine(service);
        world.OnMachine(service);
        Assert.Equal([Promises.Strength], world.JudgeEnd());
    }

    [Fact]
    public void JobNotDone()
    {
        var job = world.Job("job1", 2);
        world.Exit(world.OnMachine(job));
        world.Wait(60);
        Assert.Equal([Promises.JobDone], world.JudgeEnd());
    }

    [Fact]
    public void FailingJobGivenUpTooEarly()
    {
        var job = world.Job("job1", 1, backoffLimit: 1);
        world.Exit(world.OnMachine(job), exitCode: 1);
        world.Wait(60);
        Assert.Equal([Promises.JobDone], world.JudgeEnd());
    }

    [Fact]
    public void GroupLeaked()
    {
        var service = world.Service("svc1", 1, PlantedWorld.Overflow);
        world.OnAci(service);
        world.Delete(service);
        world.Wait(60);
        Assert.Equal([Promises.Leak], world.JudgeEnd());
    }

    [Fact]
    public void EndedGroupLeftBehind()
    {
        var job = world.Job("job1", 1);
        var group = world.OnAci(job);
        world.Register.End(group, world.Now, PodEnd.Itself, 0);
        world.Close(group, world.Now);
        world.Wait(60);
        Assert.Contains(Promises.Stray, world.JudgeEnd());
    }

    [Theory]
    [InlineData(0, -2)]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    [InlineData(-2, 0)]
    public void LedgerOffByTwoSeconds(int startSeconds, int endSeconds)
    {
        var group = DoneJobOnAci();
        world.Rewrite(group, record => record with
        {
            StartedAt = record.StartedAt.AddSeconds(startSeconds), EndedAt = record.EndedAt!.Value.AddSeconds(endSeconds),
        });
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    /// <summary>
    /// What ends while its delete is under way may be gone by the next look, unless somebody was told of the end; that it is gone is seen in time.
    /// </summary>
    [Theory]
    [InlineData(false, false, 0.5, true)]
    [InlineData(true, false, 0.5, false)]
    [InlineData(true, false, 11, true)]
    [InlineData(true, true, 0.5, true)]
    public void LedgerEndsLateForAGroupThatEndedByItself(bool wasLeaving, bool wasEndRead, double minutesLate, bool isAccused)
    {
        var group = DoneJobOnAci();
        (group.IsEndedWhileLeaving, group.WasEndRead) = (wasLeaving, wasEndRead);
        world.Rewrite(group, record => record with { EndedAt = record.EndedAt!.Value.AddMinutes(minutesLate) });

        Assert.Equal(isAccused ? new[] { Promises.Invoice } : [], world.JudgeEnd());
    }

    [Fact]
    public void LedgerWithoutAGroupThatWasBilled()
    {
        DoneJobOnAci();
        world.Ledger.Clear();
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Fact]
    public void LedgerBeginsBetweenTwoLives()
    {
        var job = world.Job("job1", 1);
        var taken = world.OnMachine(job);
        world.Wait(1);
        world.Register.Remove(taken, world.Now, PodEnd.World);
        world.Faults.AddStrike(FaultKind.ControllerKilled, "process 1", world.Now);
        world.Wait(1);
        var again = world.OnMachine(job, taken.Uid);
        world.Rewrite(taken, record => record with { StartedAt = record.StartedAt.AddSeconds(30) });
        world.Wait(3);
        world.Exit(again);
        world.Wait(60);
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Fact]
    public void LedgerLeavesOutALifeOfARepeatThatThePodHadAsItsPlace()
    {
        var group = DoneJobOnAci();
        group.IsOfLateMessage = true;
        world.Rewrite(group, record => record with { StartedAt = record.StartedAt.AddSeconds(20) });
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Fact]
    public void LedgerWithSmallerSize()
    {
        var group = DoneJobOnAci();
        world.Rewrite(group, record => record with { Billed = new GroupSize(1000, 9) });
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Fact]
    public void LedgerBooksTwice()
    {
        DoneJobOnAci();
        world.Ledger.Add(world.Ledger[0] with { Id = "again" });
        Assert.Equal([Promises.OnceOnly], world.JudgeEnd());
    }

    [Fact]
    public void LedgerKeepsAnEntryOfWhatNeverRan()
    {
        DoneJobOnAci();
        var pod = PodUid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
        world.Ledger.Add(world.Ledger[0] with { Id = "ghost", Pod = pod, PodName = "job1-ghost", EndedAt = null });
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Fact]
    public void LedgerRunsOnLongAfterItCouldSee()
    {
        var pod = world.OnMachine(world.Service("svc1", 0));
        world.Register.Remove(pod, world.Now, PodEnd.World);
        world.Close(pod, world.Now.AddMinutes(25));
        world.Wait(60);
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Fact]
    public void LedgerClosedOnALivingPod()
    {
        var pod = world.OnMachine(world.Service("svc1", 1));
        world.Wait(60);
        world.Close(pod, world.Now);
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Fact]
    public void UserWithoutAnAnswer()
    {
        var service = world.Service("svc1", 0);
        service.Send(new WorkloadIntent(1, 1), world.Now);
        Assert.Equal([Promises.Answer], world.JudgeEnd());
    }

    private PodLife DoneJobOnAci()
    {
        var group = world.OnAci(world.Job("job1", 1));
        world.Wait(5);
        world.Exit(group);
        world.Wait(60);
        return group;
    }
}
