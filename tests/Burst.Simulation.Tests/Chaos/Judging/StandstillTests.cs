using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>What is missing and has room gets on in the end, whatever breaks meanwhile.</summary>
public sealed class StandstillTests
{
    private readonly PlantedWorld world = new();

    public StandstillTests()
    {
        world.Judge.WatchStrength();
        world.Faults.Add(FaultKind.ArmThrottled, "", world.Now, world.Now.AddHours(2));
        world.Faults.Add(FaultKind.DiskSlow, "", world.Now, world.Now.AddHours(2));
    }

    [Fact]
    public void JobWithoutAPod_StandsStill()
    {
        world.Job("job1", 1);
        world.Wait(20);
        Assert.Empty(world.Found);
        world.Wait(3);
        Assert.Equal([Promises.JobDone], world.Found);
    }

    [Fact]
    public void ServiceWithoutAPod_StandsStill()
    {
        world.Service("svc1", 1);
        world.Wait(23);
        Assert.Equal([Promises.Strength], world.Found);
    }

    [Fact]
    public void JobWhosePodsComeAndGo_GetsOn()
    {
        var job = world.Job("job1", 4);
        for (var i = 0; i < 4; i++)
        {
            world.Wait(15);
            world.Exit(world.OnMachine(job));
        }

        Assert.Empty(world.Found);
    }

    [Fact]
    public void JobWithoutRoom_MayWait()
    {
        var service = world.Service("svc1", 4);
        for (var i = 0; i < 4; i++)
            world.OnMachine(service);
        world.Job("job1", 1);
        world.Wait(60);
        Assert.Empty(world.Found);
    }
}
