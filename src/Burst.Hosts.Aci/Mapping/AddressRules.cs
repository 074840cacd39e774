using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>Where ACI gives no public address.</summary>
internal static class AddressRules
{
    private const string Path = $"metadata.annotations['{PublicAddress.Annotation}']";

    public static IEnumerable<string> Check(PodSpec spec, AciPodHostOptions options)
    {
        if (spec.PublicAddress is null)
            yield break;
        if (options.SubnetId is not null)
            yield return $"{Path}: the groups of {options.Node} are in a subnet, where ACI gives no public address; remove it, or use a node without a subnet.";
        if (spec.Containers.All(container => container.Ports.IsEmpty))
            yield return $"{Path}: no container declares a port, and ACI gives no address without one; add ports to a container.";
    }

    public static IEnumerable<string> CheckTier(PodSpec spec, Tier tier)
    {
        if (spec.PublicAddress is not null && tier == Tier.AciSpot)
            yield return $"{Path}: ACI gives no public address to a Spot group; remove it, or use tier {Tier.Aci}.";
    }
}
