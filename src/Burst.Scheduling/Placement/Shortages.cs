using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// What services lately had no room for. A place is left out for groups as large until its time has come; then one group tries it, and the others
/// wait for what comes of that.
/// </summary>
internal sealed class Shortages(PlanBuilder plan)
{
    public const string Obstacle = "out of capacity";

    /// <summary>One that tries the place and is not answered for so long holds the others up no longer.</summary>
    private static readonly TimeSpan TryWait = TimeSpan.FromMinutes(1);

    private readonly List<(NodeName Node, Tier Tier, GroupSize Size)> planned = [];
    private List<Pod>? underWay;

    public void Add(NodeName node, Tier tier, GroupSize size) => planned.Add((node, tier, size));

    public void TakeBack(NodeName node, Tier tier, GroupSize size) => planned.Remove((node, tier, size));

    /// <summary>Null when the node may be asked; else what it had no room for, and when it may be asked again.</summary>
    public (CapacityShortage Shortage, DateTimeOffset Until)? Find(Node node, Tier tier, GroupSize size, bool isGang)
    {
        (CapacityShortage Shortage, DateTimeOffset Until)? longest = null;
        foreach (var (_, shortage) in plan.State.ShortagesOf(node))
        {
            if (!shortage.Covers(tier, size) || !shortage.IsRemembered(plan.Now))
                continue;

            // The members of a gang are asked for together, or none of them would ever try.
            var until = plan.Now < shortage.Until ? shortage.Until : isGang ? null : FindTryEnd(shortage, node);
            if (until is { } at && !(longest?.Until >= at))
                longest = (shortage, at);
        }

        return longest;
    }

    /// <summary>Until when the others wait for one that tries; null when none does.</summary>
    private DateTimeOffset? FindTryEnd(CapacityShortage shortage, Node node)
    {
        if (planned.Exists(group => shortage.Covers(group.Tier, group.Size) && IsSamePlace(group.Node, shortage, node)))
            return plan.Now + TryWait;
        underWay ??= [.. plan.State.PodsWithHostWork.Where(pod => pod is { HostState: HostState.CreateIntended, Placement.Tier.IsVm: false })];
        var tried = underWay.Find(pod => pod.Placement!.At >= shortage.Until && pod.Placement.At <= plan.Now && pod.Placement.At + TryWait > plan.Now
            && shortage.Covers(pod.Placement.Tier, ContainerGroupSizing.Of(pod.Spec).Total) && IsSamePlace(pod.Placement.Node, shortage, node));
        return tried is null ? null : tried.Placement!.At + TryWait;
    }

    private bool IsSamePlace(NodeName tried, CapacityShortage shortage, Node node) => tried == node.Name
        || (plan.State.FindNode(tried) is { } other && plan.State.ShortagesOf(other).Any(concern => concern.Shortage == shortage));
}
