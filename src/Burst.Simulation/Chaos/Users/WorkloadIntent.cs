namespace Burst.Simulation.Chaos.Users;

/// <summary>What a user wants of a workload at one time.</summary>
/// <param name="Replicas">Of a service; of a job how many pods may work at the same time.</param>
/// <param name="Version">Of the template: a service with a new one has all its pods replaced.</param>
internal readonly record struct WorkloadIntent(int Replicas, int Version, bool IsDeleted = false);
