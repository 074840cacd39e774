using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Scheduling.Placement.Constraints;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>What must hold on any node, before capacity and price are looked at.</summary>
internal static class NodeChecks
{
    public static (string Obstacle, string Detail)? FindObstacle(PlanBuilder plan, Node node, NodeName name, Tier tier, Pod pod, HostLimits hostLimits)
    {
        if (FindObstacle(node, name, tier, pod) is { } kept)
            return kept;
        return hostLimits(name, pod.Spec) is { } unsupported
            ? ("unsupported by the host", unsupported)
            : FindRefusal(plan, name, tier, pod);
    }

    /// <summary>The pod asks nothing of nodes but room: what <see cref="FindObstacle(Node, NodeName, Tier, Pod)"/> finds is the same for all such pods.</summary>
    public static bool AsksNothing(Pod pod) => pod.Spec is { NodeName: null, NodeSelector.Count: 0, Affinity: null, Tolerations.IsEmpty: true, ScalarRequests.IsEmpty: true, PublicAddress: null };

    /// <summary>Without what the host says to all that the pod is, and what it has said before.</summary>
    public static (string Obstacle, string Detail)? FindObstacle(Node node, NodeName name, Tier tier, Pod pod)
    {
        if (pod.Spec.NodeName is { } only && only != name)
            return ("node name does not match", $"spec.nodeName is {only}");
        if (!node.IsReady)
            return ("not ready", node.Readiness.Message);
        if (TaintRule.IsCordonedFor(node, pod))
            return ("cordoned", "no new pods until it is uncordoned");
        if (node.Machine?.Memory is { IsUnder: true } memory)
            return ("memory pressure", memory.Message);
        if (node.Machine?.Disk is { IsUnder: true } disk)
            return ("disk pressure", disk.Message);
        if ((NodeAffinityRule.FindObstacle(node, pod) ?? FieldRule.FindObstacle(node, pod) ?? TaintRule.FindObstacle(node, pod)) is { } kept)
            return kept;
        if (ScalarRule.FindObstacle(node, pod) is { } missing)
            return missing;
        if (tier == Tier.AciSpot && pod.Spec.PublicAddress is not null)
            return ("no public address", $"it asks for one ({PublicAddress.Annotation}), and a Spot container group cannot be reached from outside");
        return null;
    }

    private static (string Obstacle, string Detail)? FindRefusal(PlanBuilder plan, NodeName name, Tier tier, Pod pod)
    {
        if (pod.Refusals.IsEmpty)
            return null;
        var refusal = pod.Refusals.FirstOrDefault(other => other.Node == name && other.Tier == tier && other.IsInForce(plan.Now));
        if (refusal is null)
            return null;
        plan.Wake(pod.Key, refusal.Until);
        return ("out of capacity", $"the host refused the pod; asked again at {refusal.Until:HH:mm:ss}Z");
    }
}
