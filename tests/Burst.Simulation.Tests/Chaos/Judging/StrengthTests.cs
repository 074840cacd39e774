using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>Services are looked after while the world goes on, and nothing is made beyond what is wanted.</summary>
public sealed class StrengthTests
{
    private readonly PlantedWorld world = new();

    public StrengthTests() => world.Judge.WatchStrength();

    [Theory]
    [InlineData(3.5, false)]
    [InlineData(6, true)]
    public void ServiceLeftWithoutAPodThatHasRoom_IsBelowStrength(double minutes, bool isAccused)
    {
        world.Service("svc1", 1);
        world.Wait(minutes);
        Assert.Equal(isAccused ? new[] { Promises.Strength } : [], world.Found);
    }

    /// <summary>A service that had no room is asked again after 8 minutes at the latest; other places are asked meanwhile.</summary>
    [Theory]
    [InlineData(false, 10, false)]
    [InlineData(false, 14, true)]
    [InlineData(true, 15, true)]
    public void ServiceWhoseGroupWasRefused_IsWaitedForUntilItsPlaceIsAskedAgain(bool hasMachine, double minutes, bool isAccused)
    {
        var other = world.Service("svc0", hasMachine ? 0 : 4);
        for (var i = 0; i < (hasMachine ? 0 : 4); i++)
            world.OnMachine(other);
        world.Service("svc1", 1, PlantedWorld.Overflow);
        world.Wait(2);
        world.RefusedAt = world.Now;
        world.Wait(minutes - 2);
        Assert.Equal(isAccused ? new[] { Promises.Strength } : [], world.Found);
    }

    [Fact]
    public void PodOnAMachineThatIsSilentForLong_DoesNotCount()
    {
        world.OnMachine(world.Service("svc1", 1, PlantedWorld.Overflow));
        world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(60));
        world.Wait(20);
        Assert.Equal([Promises.Strength], world.Found);
    }

    [Fact]
    public void PodOnAMachineThatIsSilent_WithNoOtherPlace_IsWaitedFor()
    {
        world.OnMachine(world.Service("svc1", 1));
        world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(60));
        world.Wait(40);
        Assert.Empty(world.Found);
    }

    /// <summary>A pod that is asked to end is no strength, however long its end takes.</summary>
    [Theory]
    [InlineData(nameof(FaultKind.ArmDeleteForgotten))]
    [InlineData(nameof(FaultKind.ArmOutage))]
    public void PodThatIsEnding_IsReplacedBeforeItIsGone(string kind)
    {
        var pod = world.OnMachine(world.Service("svc1", 1));
        world.Wait(10);
        world.Faults.Add(Enum.Parse<FaultKind>(kind), "", world.Now, world.Now.AddMinutes(10));
        world.Book.AddPodDelete(pod.PodName);
        world.Wait(3);
        Assert.Equal([Promises.Strength], world.Found);
    }

    [Fact]
    public void PodThatIsEnding_WhileTheControlPlaneCannotWrite_IsWaitedFor()
    {
        var pod = world.OnMachine(world.Service("svc1", 1));
        world.Wait(10);
        world.Faults.Add(FaultKind.DiskFull, "", world.Now, world.Now.AddMinutes(10));
        world.Book.AddPodDelete(pod.PodName);
        world.Wait(10);
        Assert.Empty(world.Found);
    }

    [Fact]
    public void WhatHinders_IsWaitedFor()
    {
        world.Service("svc1", 1);
        world.Faults.Add(FaultKind.DiskFull, "", world.Now, world.Now.AddMinutes(15));
        world.Wait(16);
        Assert.Empty(world.Found);
    }

    [Fact]
    public void PodBegunWhileAllThatAreWantedLive_IsOneTooMany()
    {
        var service = world.Service("svc1", 1);
        world.OnMachine(service);
        world.Wait(5);
        world.OnMachine(service);
        Assert.Equal([Promises.Excess], world.Found);
    }

    [Theory]
    [InlineData(true)] // One of both groups is on its way out since, and the user has asked for the end of the other.
    [InlineData(false)]
    public void PodBegunWhileAGroupIsThere_ThatMayHaveHadToGo(bool isMadeSmaller)
    {
        var service = world.Service("svc1", 2, PlantedWorld.Overflow);
        world.OnAci(service);
        var deleted = world.OnAci(service);
        world.Wait(5);
        if (isMadeSmaller)
        {
            world.Change(service, new WorkloadIntent(1, 1));
            world.Book.AddPodDelete(deleted.PodName);
        }

        world.Wait(5);
        world.OnMachine(service);
        Assert.Equal(isMadeSmaller ? [] : new[] { Promises.Excess }, world.Found);
    }
}
