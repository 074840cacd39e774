using Burst.Simulation.Chaos.Controllers;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>Enters when faults are about, and when no control plane runs.</summary>
internal sealed class FaultWatch(EventLoop loop, FaultLog log)
{
    /// <summary>Between its own exit and the next start.</summary>
    private static readonly TimeSpan RestartTakes = TimeSpan.FromSeconds(10);

    private DateTimeOffset? killedAt;

    public void Watch(FaultInjector faults, Supervisor supervisor)
    {
        faults.Struck += Enter;
        supervisor.Starting += EnterDownTime;
    }

    private void Enter(FaultKind kind, string subject)
    {
        log.AddStrike(kind, subject, loop.Now);
        if (kind == FaultKind.ControllerKilled)
            killedAt ??= loop.Now;
    }

    private void EnterDownTime()
    {
        log.Add(FaultKind.ControllerKilled, "", killedAt ?? loop.Now - RestartTakes, loop.Now);
        killedAt = null;
    }
}
