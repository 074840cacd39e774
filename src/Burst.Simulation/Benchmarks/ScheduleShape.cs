namespace Burst.Simulation.Benchmarks;

/// <summary>What the pods of a benchmark ask for beside CPU and memory.</summary>
public enum ScheduleShape
{
    /// <summary>Nothing.</summary>
    Basic,

    /// <summary>Each workload is spread over ten zones, which may differ by no more than <see cref="ScheduleLoad.MaxSkew"/>.</summary>
    Spread,

    /// <summary>No two pods of a workload share a node.</summary>
    AntiAffinity,

    /// <summary>All pods of a workload are in one zone, whichever the first one gets.</summary>
    Affinity,

    /// <summary>A quarter of the workloads each of the above.</summary>
    Mixed,

    /// <summary>The nodes are full of one half of the pods, of priorities 0 to 9, and the other half, of higher priority, displace these.</summary>
    Preemption,
}
