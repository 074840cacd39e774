using Burst.Core.Constraints;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Placement.Constraints;

namespace Burst.Scheduling.Placement.Scoring;

/// <summary>How unevenly a topology spread constraint that is only a wish would be kept to, by Kubernetes' formula: the lower the better.</summary>
internal sealed class TopologySpreadScore(Pod pod, TopologySpreadConstraint constraint, SpreadNodes nodes) : PodRule
{
    private const string HostName = "kubernetes.io/hostname";

    private readonly DomainCounts counts = new(constraint.TopologyKey);
    private readonly Dictionary<string, int> byNode = new(StringComparer.Ordinal);

    /// <summary>Nodes are told apart even where they have the same values.</summary>
    public bool GoesByNode => constraint.TopologyKey == HostName;

    /// <summary>Values that are rarer weigh less: pods pile up on them anyway.</summary>
    public double FindWeight(IReadOnlyCollection<Node> fitting)
    {
        var values = GoesByNode
            ? fitting.Count
            : fitting.Select(node => node.FindLabel(constraint.TopologyKey)).Distinct(StringComparer.Ordinal).Count();
        return Math.Log(values + 2);
    }

    public double On(Node node, double weight) => ((GoesByNode ? byNode.GetValueOrDefault(node.Metadata.Name) : counts.On(node)) * weight) + (constraint.MaxSkew - 1);

    public override IEnumerable<string> TopologyKeys => [constraint.TopologyKey];

    public override bool Concerns(PodGroupKey group) => constraint.Counts(pod.Metadata.Namespace, pod.Metadata.Labels, group.Namespace, group.Labels);

    public override bool Add(PodGroupKey group, Node node, PodTally tally)
    {
        byNode[node.Metadata.Name] = byNode.GetValueOrDefault(node.Metadata.Name) + tally.Staying;
        if (nodes.Includes(node, constraint))
            counts.Add(node, tally.Staying);
        return false;
    }
}
