namespace Burst.Simulation.Chaos.Judging;

internal enum WorkloadState
{
    /// <summary>As it is wanted, with nothing left over.</summary>
    Settled,

    /// <summary>Pods that are wanted are at work: a job takes its time.</summary>
    Working,

    /// <summary>Pods are missing, and there is no place they may go to.</summary>
    Blocked,

    /// <summary>Not as it is wanted, and nothing in the world stands in the way.</summary>
    Behind,
}
