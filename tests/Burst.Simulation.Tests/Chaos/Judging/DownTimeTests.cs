using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Chaos.Worlds;
using Burst.Storage;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>While no control plane runs nothing can be asked of it.</summary>
public sealed class DownTimeTests
{
    [Fact]
    public void ControlPlaneThatWasKilled_IsKnownToBeDownUntilItsSuccessorStarts()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var loop = new EventLoop(ChaosWorld.Beginning);
        var clock = new MachineClock();
        using var folder = StateFolder.Create(new StateStoreOptions(), new WorldClock(loop, clock));
        using var world = new ChaosWorld(1, WorldParameters.Draw(1), loop, clock, folder.Store, reader: null);
        var log = new FaultLog();
        new FaultWatch(loop, log).Watch(world.Faults, world.Supervisor);
        world.Supervisor.Start();
        loop.RunUntil(loop.Start.AddMinutes(1), () => false);
        Assert.False(IsDown());

        world.Supervisor.Kill(TimeSpan.FromMinutes(8));
        loop.RunUntil(loop.Now.AddMinutes(7), () => false);
        Assert.True(IsDown());

        loop.RunUntil(loop.Now.AddMinutes(2), () => false);
        Assert.False(IsDown());

        bool IsDown() => log.WasAbout([FaultKind.ControllerKilled], loop.Now, loop.Now);
    }
}
