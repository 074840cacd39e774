using Burst.Core.Workloads;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>What a service may have on a machine beside what is still in a container group, and when that may be ended.</summary>
public sealed class RepatriationTests
{
    private static readonly RollingUpdate OneMore = new() { MaxSurge = PodShare.Pods(1), MaxUnavailable = PodShare.Pods(0) };
    private static readonly RollingUpdate NoneMore = new() { MaxSurge = PodShare.Pods(0), MaxUnavailable = PodShare.Pods(1) };

    private readonly PlantedWorld world = new();

    [Fact]
    public void OneMoreOnAMachine_WhileOneIsInAGroup_ThatEndsOnceTheOtherRuns()
    {
        var group = Spilled(PlantedWorld.Overflow, OneMore);
        world.OnMachine(world.Book.All.Single());
        world.Wait(1);
        world.End(group);

        Assert.Empty(world.Found);
    }

    [Fact]
    public void TwoMoreOnMachines_IsOneTooMany()
    {
        Spilled(PlantedWorld.Overflow, OneMore);
        world.OnMachine(world.Book.All.Single());
        Assert.Empty(world.Found);
        world.OnMachine(world.Book.All.Single());

        Assert.Contains(Promises.Excess, world.Found);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void OneMoreOnAMachine_WhereItMayNot(bool returns, bool mayBeMore)
    {
        Spilled(returns ? PlantedWorld.Overflow : PlantedWorld.Overflow with { RepatriateAfter = Timeout.InfiniteTimeSpan }, mayBeMore ? OneMore : NoneMore);
        world.OnMachine(world.Book.All.Single());

        Assert.Equal(returns && mayBeMore, !world.Found.Contains(Promises.Excess));
    }

    /// <summary>What does not run yet is left where it is, and what a late message has brought back is none of its pods.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void OneMoreOnAMachine_WhileNothingOfItRunsInAGroup_IsOneTooMany(bool isBilled, bool isReturn)
    {
        var group = Spilled(PlantedWorld.Overflow, OneMore);
        group.IsReturn = isReturn;
        if (!isBilled)
            group.BilledFrom = null;
        if (isReturn)
            world.OnMachine(world.Book.All.Single());
        world.OnMachine(world.Book.All.Single());

        Assert.Contains(Promises.Excess, world.Found);
    }

    /// <summary>That another machine is silent says nothing of its pods.</summary>
    [Theory]
    [InlineData("vm1", false)]
    [InlineData("vm2", true)]
    public void GroupEnded_WhileTheOtherIsNotUpYet_AndAMachineIsSilent(string machine, bool isAccused)
    {
        var group = Spilled(PlantedWorld.Overflow, OneMore);
        world.Faults.Add(FaultKind.VmCutOff, machine, world.Now, world.Now.AddMinutes(2));
        world.OnMachine(world.Book.All.Single()).RunsFrom = world.Now.AddSeconds(20);
        world.End(group);

        Assert.Equal(isAccused ? new[] { Promises.Availability } : [], world.Found);
    }

    /// <summary>What was there before it is not there to take its place, but may be thought to be there beside what does.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GroupEnded_AfterTheWorldTookOneThatWasThereBeforeIt(bool isAnotherThere)
    {
        var group = Spilled(PlantedWorld.Overflow, OneMore);
        if (isAnotherThere)
            world.OnMachine(world.Book.All.Single());
        world.Wait(1);
        world.End(world.Register.All.First(life => !life.IsGroup), PodEnd.World);
        world.End(group);

        Assert.Equal(!isAnotherThere, world.Found.Contains(Promises.WrongEnd));
    }

    [Theory]
    [InlineData(nameof(FaultKind.PriceChanged), true)]
    [InlineData(nameof(FaultKind.ArmOutage), true)] // Nobody takes a pod on a machine for ready because Azure cannot be reached.
    [InlineData(nameof(FaultKind.ControllerKilled), true)]
    [InlineData(nameof(FaultKind.VmHung), false)]
    [InlineData(nameof(FaultKind.GroupDeletedByHand), false)]
    public void GroupEnded_WhileTheOtherIsNotUpYet(string around, bool isAccused)
    {
        var group = Spilled(PlantedWorld.Overflow, OneMore);
        world.Faults.AddStrike(Enum.Parse<FaultKind>(around), "", world.Now);
        var other = world.OnMachine(world.Book.All.Single());
        other.RunsFrom = world.Now.AddSeconds(20);
        world.End(group);

        Assert.Equal(isAccused ? new[] { Promises.Availability } : [], world.Found);
    }

    [Fact]
    public void GroupEnded_WhileWhatItsUserHadEndedIsReplaced()
    {
        var group = Spilled(PlantedWorld.Overflow, OneMore);
        var deleted = world.Register.All.Single(life => !life.IsGroup);
        world.Book.AddPodDelete(deleted.PodName);
        world.End(deleted);
        world.OnMachine(world.Book.All.Single()).RunsFrom = world.Now.AddSeconds(20);
        world.OnMachine(world.Book.All.Single());
        world.End(group);

        Assert.Empty(world.Found);
    }

    [Fact]
    public void GroupEnded_WithoutAnother()
    {
        world.End(Spilled(PlantedWorld.Overflow, OneMore));

        Assert.Equal([Promises.Availability, Promises.WrongEnd], world.Found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, true)] // Nobody can have seen it yet.
    [InlineData(10, false)]
    public void GroupEnded_AfterTheWorldTookTheOther(double minutes, bool isExcused)
    {
        var group = Spilled(PlantedWorld.Overflow, OneMore);
        var other = world.OnMachine(world.Book.All.Single());
        world.Wait(1);
        world.End(other, PodEnd.World);
        world.Wait(minutes);
        world.End(group);

        Assert.Equal(!isExcused, world.Found.Contains(Promises.WrongEnd));
    }

    /// <summary>A service of two, one of them on the machine and one in a group, both for a while.</summary>
    private PodLife Spilled(PolicyIntent policy, RollingUpdate rolling)
    {
        var service = world.Service("svc1", 2, policy, rolling);
        world.Wait(5);
        world.OnMachine(service);
        var group = world.OnAci(service);
        world.Wait(5);
        return group;
    }
}
