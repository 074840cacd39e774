using Burst.Core.Hosts;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Groups;

/// <summary>A group whose delete was sent.</summary>
/// <param name="At">When it ended, once that is known.</param>
/// <param name="CanComeBack">
/// It was still being created, and may be back after it seemed gone, so a read that misses it does not tell when its bill ends.
/// </param>
/// <param name="LastSeen">As it was when it was read last.</param>
internal readonly record struct GroupEnding(DateTimeOffset? At, bool CanComeBack, PodObservation LastSeen)
{
    public static bool IsProvisioned(ContainerGroupDto group) =>
        group.Properties?.ProvisioningState?.ToUpperInvariant() is "SUCCEEDED" or "FAILED" or null;
}
