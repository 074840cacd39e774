using System.Globalization;
using Burst.Emulator.Arm;

namespace Burst.Emulator.Groups;

/// <summary>
/// Quotas per subscription and region. Every existing group counts as a group; only those that run, or are about to, occupy
/// cores. (Whether a stopped group frees its cores at the real service is not documented; that it costs nothing is.)
/// </summary>
internal sealed class GroupQuota(QuotaLimits limits)
{
    // What one emulator holds in all; the per-region quotas cannot bound it, as regions are free words.
    private const int GroupsMax = 10_000;

    /// <exception cref="ArmException">The candidate does not fit beside the others.</exception>
    public void Check(IEnumerable<GroupRecord> others, GroupRecord candidate)
    {
        var all = others.ToArray();
        if (all.Length >= GroupsMax)
            throw Exceeded("ContainerGroups", "all regions", GroupsMax, all.Length, 1);
        var usage = Usage(all, candidate.Subscription, candidate.Location);
        if (usage.Groups + 1 > limits.ContainerGroups)
            throw Exceeded("ContainerGroups", candidate.Location, limits.ContainerGroups, usage.Groups, 1);
        var (name, used, limit) = candidate.IsSpot
            ? ("StandardSpotCores", usage.SpotCores, limits.StandardSpotCores)
            : ("StandardCores", usage.Cores, limits.StandardCores);
        if (candidate.IsLive && used + candidate.Cpu > limit)
            throw Exceeded(name, candidate.Location, limit, used, candidate.Cpu);
    }

    public QuotaUsage Usage(IEnumerable<GroupRecord> records, string subscription, string location)
    {
        var here = records.Where(r => r.Location == location && r.Subscription.Equals(subscription, StringComparison.OrdinalIgnoreCase)).ToArray();
        var live = here.Where(r => r.IsLive).ToArray();
        return new(here.Length, live.Where(r => !r.IsSpot).Sum(r => r.Cpu), live.Where(r => r.IsSpot).Sum(r => r.Cpu), limits);
    }

    private static ArmException Exceeded(string quota, string region, int limit, decimal usage, decimal requested) =>
        new(new(400, "ContainerGroupQuotaReached", string.Create(CultureInfo.InvariantCulture,
            $"Resource type '{GroupRecord.ResourceType}' container group quota '{quota}' exceeded in region '{region}'. " +
            $"Limit: '{limit}', Usage: '{usage:0.##}' Requested: '{requested:0.##}'.")));
}
