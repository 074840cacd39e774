using Burst.Simulation.Chaos.Controllers;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>Enters when faults are about, and when no control plane runs.</summary>
internal sealed class FaultWatch(EventLoop loop, FaultLog log)
{
    public void Watch(FaultInjector faults, Supervisor supervisor)
    {
        faults.Struck += (kind, subject) => log.AddStrike(kind, subject, loop.Now);
        supervisor.Down += until => log.Add(FaultKind.ControllerKilled, "", loop.Now, until);
    }
}
