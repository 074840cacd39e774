namespace Burst.Simulation.Chaos.Judging;

internal enum ConvergenceState
{
    /// <summary>Everything is as users want it, or has no room.</summary>
    Converged,

    /// <summary>Not yet, but it gets on.</summary>
    UnderWay,

    /// <summary>Something could get on, and has not for too long.</summary>
    Stalled,
}
