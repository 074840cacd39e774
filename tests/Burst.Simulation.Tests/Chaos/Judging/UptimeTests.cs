using Burst.Core.Ids;
using Burst.Core.Units;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>Machines are on the books for as long as they are there.</summary>
public sealed class UptimeTests
{
    private readonly PlantedWorld world = new();

    public UptimeTests() => world.Wait(60);

    [Fact]
    public void MachineOnTheBooksFromItsBeginning_IsRight()
    {
        Assert.Empty(world.JudgeEnd());
    }

    [Fact]
    public void MachineThatIsNotInTheLedger()
    {
        world.Uptime.Clear();
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Fact]
    public void MachineClosedWhileItRuns()
    {
        world.Uptime[0] = world.Uptime[0] with { EndedAt = world.Now };
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Fact]
    public void MachineBookedLate_IsExcusedOnlyWhileNothingCouldBeWritten()
    {
        world.Uptime[0] = world.Uptime[0] with { StartedAt = world.Loop.Start.AddMinutes(2) };
        world.Faults.Add(FaultKind.DiskFull, "", world.Loop.Start, world.Loop.Start.AddMinutes(2));
        Assert.Empty(world.JudgeEnd());
        world.Uptime[0] = world.Uptime[0] with { StartedAt = world.Loop.Start.AddMinutes(4) };
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Fact]
    public void MachineBookedTwice()
    {
        world.Uptime.Add(world.Uptime[0] with { Id = "again", StartedAt = world.Now });
        Assert.Equal([Promises.OnceOnly], world.JudgeEnd());
    }

    [Fact]
    public void GapBetweenTwoRecords()
    {
        var first = world.Uptime[0];
        world.Uptime[0] = first with { EndedAt = first.StartedAt.AddMinutes(10) };
        world.Uptime.Add(first with { Id = "next", StartedAt = first.StartedAt.AddMinutes(10) });
        Assert.Empty(world.JudgeEnd());
        world.Uptime[1] = world.Uptime[1] with { StartedAt = first.StartedAt.AddMinutes(11) };
        Assert.Equal([Promises.OnceOnly], world.JudgeEnd());
    }

    [Fact]
    public void MachineOfAnotherSize()
    {
        world.Uptime[0] = world.Uptime[0] with { Requested = new Resources(2000, 65_536) };
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Fact]
    public void MachineThatNobodyHas()
    {
        world.Uptime.Add(world.Uptime[0] with { Id = "ghost", Node = NodeName.Parse("vm9") });
        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }
}
