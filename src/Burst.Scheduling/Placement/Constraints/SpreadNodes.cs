using System.Collections.Immutable;
using Burst.Core.Constraints;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>Which nodes count as places that a pod is spread over.</summary>
internal sealed class SpreadNodes(ClusterState state, Pod pod, ImmutableArray<TopologySpreadConstraint> constraints)
{
    private static readonly Taint NotReady = Taint.NotReady with { Effect = Taint.NoSchedule };
    private static readonly Taint Unreachable = Taint.Unreachable with { Effect = Taint.NoSchedule };
    private static readonly Taint OfVirtualNodes = new(VirtualKubelet.TaintKey, VirtualKubelet.TaintValue, VirtualKubelet.TaintEffect);

    private readonly bool toleratesVirtual =
        OfVirtualNodes.IsToleratedBy(pod.Spec.Tolerations) || PolicyResolver.Find(state, pod) is { Mode: not BurstMode.Never };

    /// <summary>It has the labels of all constraints of the kind, and neither of the policies leaves it out.</summary>
    public bool Includes(Node node, TopologySpreadConstraint constraint) =>
        HasAllLabels(node)
        && (IgnoresAffinity(constraint) || NodeAffinityRule.Matches(node, pod))
        && (IgnoresTaints(constraint) || Tolerates(node));

    /// <summary>The labels of all constraints of the kind where nothing else of a node decides whether it is included; null where something does.</summary>
    public IEnumerable<string>? FindLabels(TopologySpreadConstraint constraint) =>
        (IgnoresAffinity(constraint) || (pod.Spec.NodeSelector.IsEmpty && pod.Spec.Affinity?.NodeAffinity is null)) && IgnoresTaints(constraint)
            ? constraints.Select(other => other.TopologyKey)
            : null;

    public bool HasAllLabels(Node node)
    {
        foreach (var constraint in constraints)
        {
            if (node.FindLabel(constraint.TopologyKey) is null)
                return false;
        }

        return true;
    }

    private static bool IgnoresAffinity(TopologySpreadConstraint constraint) => constraint.NodeAffinityPolicy == NodeInclusionPolicy.Ignore;

    private static bool IgnoresTaints(TopologySpreadConstraint constraint) => constraint.NodeTaintsPolicy != NodeInclusionPolicy.Honor;

    /// <summary>The taints on record and those that a node has by what it is and how it is.</summary>
    private bool Tolerates(Node node) =>
        TaintRule.FindObstacle(node, pod) is null
        && !TaintRule.IsCordonedFor(node, pod)
        && (node.IsReady || (node.Readiness.Status is null ? Unreachable : NotReady).IsToleratedBy(pod.Spec.Tolerations))
        && (node.NodeKind == NodeKind.Vm || toleratesVirtual);
}
