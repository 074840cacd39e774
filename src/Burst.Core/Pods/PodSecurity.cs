using System.Collections.Immutable;

namespace Burst.Core.Pods;

/// <summary>What all containers of a pod have in common of what they may do on their machine. Each part is null where nothing is said.</summary>
public sealed record PodSecurity
{
    /// <summary>Of those containers that do not name their own; 0 or more.</summary>
    public long? RunAsUser { get; init; }

    /// <summary>Of those containers that do not name their own; 0 or more.</summary>
    public long? RunAsGroup { get; init; }

    /// <summary>Groups that the users of all containers are in too.</summary>
    public ImmutableArray<long>? SupplementalGroups { get; init; }

    /// <summary>Kernel settings of the pod's own, each name once.</summary>
    public ImmutableArray<Sysctl>? Sysctls { get; init; }
}
