using Burst.Simulation.Traces;

namespace Burst.Simulation.Engine;

/// <summary>Hears of everything that happens in a run, in the order it happens; at one instant ends come before arrivals and placements.</summary>
public interface ISimulationObserver
{
    void Submitted(TraceJob job)
    {
    }

    void Rejected(TraceJob job, string reason)
    {
    }

    /// <param name="cause">What blocked the job, of a job placed later than allowed.</param>
    void JobPlaced(TraceJob job, PodRun first, string? cause)
    {
    }

    void PodPlaced(PodRun run)
    {
    }

    void PodEnded(PodRun run)
    {
    }
}
