using System.Text.Json;
using Burst.Core.Nodes;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>The usages of a subscription in a region, in the units of the cluster state.</summary>
internal static class QuotaMapping
{
    /// <summary>What reading them needs, at the subscription.</summary>
    public const string Right = "Microsoft.ContainerInstance/locations/usages/read";

    /// <summary>Null when it was not answered as it should be. Quotas of other kinds, and those without both figures, are left out.</summary>
    public static ServiceQuota? Read(ArmReply reply)
    {
        if (!reply.IsSuccess)
            return null;
        try
        {
            return JsonSerializer.Deserialize(reply.Body, AciJson.Default.UsagePageDto)?.Value is { } usages
                ? new ServiceQuota(Find(usages, "ContainerGroups", 1), Find(usages, "StandardCores", 1000), Find(usages, "StandardSpotCores", 1000))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is used is rounded up and what may be is rounded down; a negative limit, which stands for none elsewhere in ARM, is left out.</summary>
    private static QuotaUse? Find(List<UsagePageDto.UsageDto?> usages, string name, decimal unit) =>
        usages.Find(usage => string.Equals(usage?.Name?.Value, name, StringComparison.OrdinalIgnoreCase)) is { CurrentValue: { } used, Limit: >= 0 and { } limit }
            ? new QuotaUse((long)Math.Ceiling(Math.Clamp(used, 0, FigureMax) * unit), (long)Math.Floor(Math.Min(limit, FigureMax) * unit))
            : null;

    private const decimal FigureMax = 1_000_000_000;
}
