using Burst.Core.Ids;

namespace Burst.Core.Nodes;

/// <summary>
/// What a virtual node may hold, by quota; with what one holds, or what is added to it, in the same units. Regular and Spot cores are quotas of
/// their own, container groups are counted together.
/// </summary>
/// <param name="CpuMillis">Of regular groups.</param>
/// <param name="SpotCpuMillis">Of Spot groups.</param>
/// <param name="Groups">Of both.</param>
public readonly record struct VirtualCapacity(long CpuMillis, long SpotCpuMillis, int Groups)
{
    public long CpuMillisOf(Tier tier) => tier == Tier.AciSpot ? SpotCpuMillis : CpuMillis;

    /// <summary>One group, or several of one tier.</summary>
    public static VirtualCapacity Of(Tier tier, long cpuMillis, int groups) =>
        tier == Tier.AciSpot ? new VirtualCapacity(0, cpuMillis, groups) : new VirtualCapacity(cpuMillis, 0, groups);

    public static VirtualCapacity operator +(VirtualCapacity left, VirtualCapacity right) =>
        new(checked(left.CpuMillis + right.CpuMillis), checked(left.SpotCpuMillis + right.SpotCpuMillis), checked(left.Groups + right.Groups));

    /// <summary>
    /// What a node may hold: what it was given, and no more than the service leaves to this cluster where other nodes of the cluster, which draw
    /// from the same quotas, hold <paramref name="siblings"/> already. Nothing the node was not told of bounds it.
    /// </summary>
    public static VirtualCapacity Of(Node node, VirtualCapacity siblings) => new(
        Bound(node.Capacity.CpuMillis, node.Quota?.CpuMillis, siblings.CpuMillis),
        Bound(node.SpotCpuMillis ?? node.Capacity.CpuMillis, node.Quota?.SpotCpuMillis, siblings.SpotCpuMillis),
        (int)Bound(node.PodsMax, node.Quota?.Groups, siblings.Groups));

    private static long Bound(long given, QuotaShare? quota, long siblings) =>
        quota is { } share ? Math.Clamp(share.Ours - siblings, 0, given) : given;
}
