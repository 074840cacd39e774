using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Nodes;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

/// <summary>
/// Keeps what services had no room for on the record of the node, in the commit that takes the answer in: it is known to every pod at once, and
/// after a restart.
/// </summary>
internal static class ShortageBooks
{
    /// <summary>What to add to the refusal's event: for what the place is left out, and until when; empty for a machine, which has no region.</summary>
    public static string Refused(StateBatch batch, Pod pod, CreateOutcome.InsufficientCapacity refusal, ControlLoopOptions options)
    {
        var placement = pod.Placement!;
        if (placement.Tier.IsVm || batch.State.FindNode(placement.Node) is not { } node)
            return "";
        var size = ContainerGroupSizing.Of(pod.Spec).Total;
        var first = new CapacityShortage(placement.Tier, size, batch.Now, batch.Now + options.ShortageWaitFirst, 1, refusal.IsQuota, Shorten(refusal.Reason));
        var shortages = CapacityShortages.Add(node.Shortages, first, placement.At, options.ShortageWaitMax);
        if (shortages != node.Shortages)
            batch.Put(node with { Shortages = shortages });
        var until = shortages.Where(shortage => shortage.Covers(placement.Tier, size)).Select(shortage => shortage.Until).DefaultIfEmpty(batch.Now).Max();
        return $"; no {placement.Tier} group of {size} or more is asked for in {node.Region} before {until:HH:mm:ss}Z";
    }

    /// <summary>There is room: what says otherwise, of any node of the place, is out of date.</summary>
    public static void Accepted(StateBatch batch, Pod pod)
    {
        var placement = pod.Placement!;
        if (placement.Tier.IsVm || batch.State.FindNode(placement.Node) is not { } node)
            return;
        foreach (var other in batch.State.NeighboursOf(node).Where(other => !other.Shortages.IsEmpty).ToList())
        {
            var left = CapacityShortages.Clear(other.Shortages, placement.Tier, ContainerGroupSizing.Of(pod.Spec).Total, placement.At);
            if (left != other.Shortages)
                batch.Put(other with { Shortages = left });
        }
    }

    private const int ReasonLengthMax = 300;

    private static string Shorten(string text) => text.Length <= ReasonLengthMax ? text : text[..ReasonLengthMax] + "...";
}
