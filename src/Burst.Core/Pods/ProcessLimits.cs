using System.Collections.Immutable;

namespace Burst.Core.Pods;

/// <summary>What each container of a pod may have of processes, from the pod's annotations: Kubernetes has no field for it.</summary>
/// <param name="PidsMax">Processes and threads of one container, 1 or more; null for as many as the node gives.</param>
/// <param name="Ulimits">Null for the node's own.</param>
public sealed record ProcessLimits(long? PidsMax, ImmutableArray<Ulimit>? Ulimits)
{
    /// <summary>A number.</summary>
    public const string PidsAnnotation = "burst.dev/pids-limit";

    /// <summary>As <c>docker run --ulimit</c> has them, with commas between: <c>nofile=1024:4096,core=0</c>.</summary>
    public const string UlimitsAnnotation = "burst.dev/ulimits";
}
