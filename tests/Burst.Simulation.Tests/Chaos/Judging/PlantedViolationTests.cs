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
