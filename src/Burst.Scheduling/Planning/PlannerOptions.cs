using Burst.Core.Units;

namespace Burst.Scheduling.Planning;

public sealed record PlannerOptions
{
    /// <summary>Bound on the sum of the hourly prices of all container groups that live at the same time; null for none.</summary>
    public Money? SpendCapPerHour { get; init; }

    /// <summary>Container groups asked for in one subscription and region in any 5 minutes, at most (Azure's default limit).</summary>
    public int CreatesPer5Minutes { get; init; } = 100;

    /// <summary>Container groups asked for in one subscription and region in any hour, at most (Azure's default limit).</summary>
    public int CreatesPerHour { get; init; } = 300;

    /// <summary>
    /// False leaves out events, decisions and the texts of pods: a simulation decides millions of times and nobody reads them.
    /// What is decided, and what blocked a pod, is the same.
    /// </summary>
    public bool WritesReasons { get; init; } = true;

    public PlacementStrategies Placement { get; init; } = new();

    /// <summary>How long a VM node may be NotReady before its pods are replaced elsewhere (Kubernetes' default: 5 minutes).</summary>
    public TimeSpan ReplacePodsAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Pods that take the place of spilled ones at the same time in the whole cluster, at most; of one Deployment it is one.</summary>
    public int RepatriationsMax { get; init; } = 5;

    /// <summary>How often it is looked at least whether VM nodes have room for a spilled pod of a Deployment.</summary>
    public TimeSpan RepatriationLookEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pods one workload may have created in one step; the rest follow in the next.</summary>
    public int PodsCreatedPerStepMax { get; init; } = 1000;

    /// <summary>Finished pods kept for a Deployment, newest first. Those of a Job are kept until the Job is deleted.</summary>
    public int FinishedPodsKeptPerDeployment { get; init; } = 5;

    /// <summary>A pod that fails before it has run this long failed at its start: its Deployment waits before it makes another.</summary>
    public TimeSpan StartFailureWithin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>First wait after a pod of a Deployment failed at its start; doubles with each such pod still kept.</summary>
    public TimeSpan ReplacementBackoffBase { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan ReplacementBackoffMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Failures at the start that lie this far before the newest one no longer count.</summary>
    public TimeSpan ReplacementBackoffReset { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>First wait after a failed pod of a Job; doubles with each failure.</summary>
    public TimeSpan JobBackoffBase { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan JobBackoffMax { get; init; } = TimeSpan.FromMinutes(6);
}
