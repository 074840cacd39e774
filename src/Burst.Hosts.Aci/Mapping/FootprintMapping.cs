using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Units;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>What ACI bills for a group, from the group itself: it need not be what was asked for last.</summary>
internal static class FootprintMapping
{
    private const string Spot = "Spot";

    /// <summary>Null for a group that does not say how large it is.</summary>
    public static PodFootprint? Find(ContainerGroupDto group)
    {
        var requests = (group.Properties?.Containers ?? []).Select(container => container?.Properties?.Resources?.Requests).ToList();
        if (requests.Count == 0 || requests.Any(amount => amount is not { Cpu: not null, MemoryInGB: not null }))
            return null;
        var size = new GroupSize((long)(requests.Sum(amount => amount!.Cpu!.Value) * 1000), (long)(requests.Sum(amount => amount!.MemoryInGB!.Value) * 10));
        var isSpot = GroupTags.FindTier(group.Tags) is { } tier
            ? tier == Tier.AciSpot.Value
            : Spot.Equals(group.Properties!.Priority, StringComparison.OrdinalIgnoreCase);
        return new PodFootprint(
            isSpot ? Tier.AciSpot : Tier.Aci, size, GroupTags.FindNamespace(group.Tags) ?? "", GroupTags.FindName(group.Tags) ?? "");
    }
}
