using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>One container of a group: its state, and what will happen to it next.</summary>
internal sealed class SimulatedContainer(ContainerOrder spec)
{
    private static readonly TimeSpan BackOffMin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BackOffMax = TimeSpan.FromMinutes(5);

    public ContainerOrder Spec => spec;

    /// <summary>Null while it waits and after its end.</summary>
    public DateTimeOffset? RunningSince { get; private set; }

    /// <summary>Set once it has ended for good.</summary>
    public ContainerRun? Ended { get; private set; }

    public ContainerRun? Previous { get; private set; }

    public int Restarts { get; private set; }

    /// <summary>Why it waits, in the service's word; empty while it does not.</summary>
    public string WaitsFor { get; set; } = "";

    /// <summary>What comes next: its exit, or its restart.</summary>
    public ScheduledEvent? Next { get; set; }

    public void Start(DateTimeOffset now) => (RunningSince, WaitsFor) = (now, "");

    public void End(DateTimeOffset now, int exitCode)
    {
        Ended = new ContainerRun(RunningSince ?? now, now, exitCode);
        RunningSince = null;
    }

    /// <summary>It has stopped and will start again; how long it waits by the platform's rule.</summary>
    public TimeSpan Interrupt(DateTimeOffset now, int exitCode, string reason)
    {
        if (RunningSince is { } since)
            Previous = new ContainerRun(since, now, exitCode);
        (RunningSince, WaitsFor) = (null, reason);
        var wait = BackOffMin * Math.Pow(2, Math.Min(Restarts, 10));
        Restarts++;
        return wait < BackOffMax ? wait : BackOffMax;
    }
}
