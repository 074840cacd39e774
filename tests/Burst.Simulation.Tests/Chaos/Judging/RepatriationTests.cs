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
