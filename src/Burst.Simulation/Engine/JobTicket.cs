using Burst.Simulation.Traces;

namespace Burst.Simulation.Engine;

/// <summary>A job in the line: its pods that still wait, and what was last said to block it.</summary>
internal sealed class JobTicket(TraceJob job)
{
    private bool isSettled;

    public TraceJob Job => job;

    public bool IsPlaced { get; set; }

    /// <summary>The first cause from the instant on at which the job had waited too long; before, the latest.</summary>
    public string? Cause { get; private set; }

    public void Block(string cause, bool isDue)
    {
        if (isSettled)
            return;
        Cause = cause;
        isSettled = isDue;
    }
}
