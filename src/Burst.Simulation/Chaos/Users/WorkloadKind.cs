namespace Burst.Simulation.Chaos.Users;

internal enum WorkloadKind
{
    /// <summary>A Deployment whose containers serve until they are ended.</summary>
    Service,

    Job,
}
