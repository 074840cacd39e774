using System.Collections.Immutable;
using Burst.Core.Nodes;
using Burst.Core.Pods;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>Taints keep pods off that do not tolerate them (NoSchedule, NoExecute), or make other nodes come first (PreferNoSchedule).</summary>
internal static class TaintRule
{
    public static (string Obstacle, string Detail)? FindObstacle(Node node, Pod pod)
    {
        foreach (var taint in node.Taints)
        {
            if (taint.IsHard && !taint.IsToleratedBy(pod.Spec.Tolerations))
                return ($"taint {taint.Name} not tolerated", $"the node has the taint {taint}, which the pod does not tolerate");
        }

        return null;
    }

    /// <summary>What cordons a node is a taint too, which a pod may tolerate.</summary>
    public static bool IsCordonedFor(Node node, Pod pod) => node.IsCordoned && !Taint.Unschedulable.IsToleratedBy(pod.Spec.Tolerations);

    /// <summary>How many taints of the node the pod would rather avoid.</summary>
    public static int CountAvoided(Node node, Pod pod)
    {
        var count = 0;
        foreach (var taint in node.Taints)
            count += taint.IsHard || taint.IsToleratedBy(pod.Spec.Tolerations) ? 0 : 1;
        return count;
    }

    /// <summary>How long a pod may stay on a node with these taints; null for ever, zero for not at all.</summary>
    /// <remarks>As in Kubernetes each taint is taken by the first toleration that accepts it, and the shortest of their times counts.</remarks>
    public static TimeSpan? FindStay(IEnumerable<Taint> taints, ImmutableArray<Toleration> tolerations)
    {
        TimeSpan? shortest = null;
        foreach (var taint in taints)
        {
            if (taint.Effect != Taint.NoExecute)
                continue;
            if (tolerations.FirstOrDefault(toleration => toleration.Tolerates(taint.Key, taint.Value, taint.Effect)) is not { } used)
                return TimeSpan.Zero;
            if (used.Seconds is { } seconds && !(shortest <= TimeSpan.FromSeconds(seconds)))
                shortest = TimeSpan.FromSeconds(Math.Max(0, seconds));
        }

        return shortest;
    }
}
