using Burst.Core.Nodes;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>Required pod anti-affinity: in none of the topologies runs a pod that matches the term for it.</summary>
internal sealed class PodAntiAffinityRule(PodTerms own) : PodRule
{
    private readonly DomainCounts[] counts = [.. own.AntiAffinity.Select(term => new DomainCounts(term.TopologyKey))];

    public override IEnumerable<string> TopologyKeys => counts.Select(domain => domain.TopologyKey);

    public override bool Allows(Node node)
    {
        foreach (var domain in counts)
        {
            if (domain.On(node) > 0)
                return false;
        }

        return true;
    }

    public override (string Obstacle, string Detail)? FindObstacle(Node node)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i].On(node) > 0)
                return ($"anti-affinity with {own.AntiAffinity[i].LabelSelector}", $"{counts[i].On(node)} such pod(s) run where {counts[i].TopologyKey} is {node.FindLabel(counts[i].TopologyKey)}");
        }

        return null;
    }

    public override bool Concerns(PodGroupKey group)
    {
        foreach (var term in own.AntiAffinity)
        {
            if (own.Matches(term, group.Namespace, group.Labels))
                return true;
        }

        return false;
    }

    public override bool Add(PodGroupKey group, Node node, PodTally tally)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            if (own.Matches(own.AntiAffinity[i], group.Namespace, group.Labels))
                counts[i].Add(node, tally.Pods);
        }

        return false;
    }
}
