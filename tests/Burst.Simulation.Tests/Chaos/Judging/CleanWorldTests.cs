using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Users;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>Worlds in which the control plane did as it should are not accused.</summary>
public sealed class CleanWorldTests
{
    private readonly PlantedWorld world = new();

    [Fact]
    public void JobsDoneServicesAtStrengthThingsDeleted_Nothing()
    {
        var service = world.Service("svc1", 2, PlantedWorld.Overflow);
        var job = world.Job("job2", 2);
        world.OnMachine(service);
        var (first, second) = (world.OnMachine(job), world.OnMachine(job));
        var spilled = world.OnAci(service);
        world.Wait(2);
        world.Exit(first);
        world.Exit(second, exitCode: 3);
        var again = world.OnMachine(job);
        world.Wait(30);
        world.Exit(again);
        world.Change(service, new WorkloadIntent(1, 1));
        world.End(spilled);
        world.Wait(60);
        Assert.Empty(world.JudgeEnd());
        Assert.Equal(ConvergenceState.Converged, world.Judge.CheckConvergence());
    }

    [Fact]
    public void MessageArrivesTwice_PodEndedAgain_Nothing()
    {
        var service = world.Service("svc1", 1, PlantedWorld.Overflow);
        var old = world.OnAci(service);
        world.Wait(0.5);
        world.OnMachine(service);
        world.End(old);
        var back = world.OnAci(service, old.Uid, isOfLateMessage: true);
        world.Wait(4);
        world.Register.Remove(back, world.Now, PodEnd.ControlPlane);
        world.Wait(60);
        Assert.Empty(world.JudgeEnd());
        Assert.Equal(1, world.Judge.ExcusedReturns);
        Assert.Equal(240, world.Judge.StraySeconds);
    }

    [Fact]
    public void StrayEndedAfterItsMachineWasCutOff_Nothing()
    {
        var service = world.Service("svc1", 1);
        world.Wait(5);
        var lost = world.OnMachine(service);
        world.Wait(5);
        world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(8));
        world.Wait(9);
        world.End(lost);
        world.OnMachine(service);
        Assert.Empty(world.JudgeEnd());
    }

    [Fact]
    public void LedgerRunsOnWhileNobodyCouldSee_Nothing()
    {
        var service = world.Service("svc1", 0);
        var pod = world.OnMachine(service);
        world.Wait(5);
        world.Register.Remove(pod, world.Now, PodEnd.World);
        world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(20));
        world.Close(pod, world.Now.AddMinutes(25));
        world.Wait(60);
        Assert.Empty(world.JudgeEnd());
    }

    [Fact]
    public void CreateSentAgainAfterTheWorldTookThePod_LedgerFromEitherLife_Nothing()
    {
        var job = world.Job("job1", 1);
        var taken = world.OnMachine(job);
        world.Wait(1);
        world.Register.Remove(taken, world.Now, PodEnd.World);
        world.Faults.AddStrike(FaultKind.ControllerKilled, "process 1", world.Now);
        world.Wait(1);
        var again = world.OnMachine(job, taken.Uid);
        world.Wait(3);
        world.Exit(again);
        world.Wait(60);
        Assert.Empty(world.JudgeEnd());
        world.Rewrite(again, record => record with { StartedAt = again.StartedAt });
        Assert.Empty(world.JudgeEnd());
    }

    [Fact]
    public void RefusedCreateArrivesAgain_EndedBeforeThePodHadItsPlace_Nothing()
    {
        var job = world.Job("job1", 1);
        world.Faults.AddStrike(FaultKind.ArmRepeated, "PUT", world.Now);
        var unasked = world.OnAci(job);
        unasked.IsOfLateMessage = true;
        world.Wait(2);
        world.Register.Remove(unasked, world.Now, PodEnd.ControlPlane);
        world.Wait(2);
        var asked = world.OnAci(job, unasked.Uid);
        world.Rewrite(asked, record => record with { StartedAt = asked.StartedAt });
        world.Wait(3);
        world.Exit(asked);
        world.Wait(60);
        Assert.Empty(world.JudgeEnd());
        Assert.Equal(120, world.Judge.StraySeconds);
    }

    [Fact]
    public void NoRoomForMore_IsConvergedAndNotAccused()
    {
        var service = world.Service("svc1", 5);
        for (var i = 0; i < 4; i++)
            world.OnMachine(service);
        world.Wait(60);
        Assert.Equal(ConvergenceState.Converged, world.Judge.CheckConvergence());
        Assert.Empty(world.JudgeEnd());
    }

    [Fact]
    public void JobAtWork_IsUnderWayHoweverLongItTakes()
    {
        var job = world.Job("job1", 1);
        world.OnMachine(job);
        world.Judge.CheckConvergence();
        world.Wait(90);
        Assert.Equal(ConvergenceState.UnderWay, world.Judge.CheckConvergence());
    }
}
