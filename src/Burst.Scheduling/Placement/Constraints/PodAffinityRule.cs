using Burst.Core.Nodes;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>
/// Required pod affinity: in each of the topologies runs a pod that matches all the terms. The first of a group that wants itself near finds
/// none anywhere, and may go wherever the topologies are.
/// </summary>
internal sealed class PodAffinityRule(PodTerms own) : PodRule
{
    private readonly DomainCounts[] counts = [.. own.Affinity.Select(term => new DomainCounts(term.TopologyKey))];
    private readonly bool matchesItself = own.MatchesAll(own.Namespace, own.Labels);

    public override IEnumerable<string> TopologyKeys => counts.Select(domain => domain.TopologyKey);

    public override bool Allows(Node node)
    {
        foreach (var domain in counts)
        {
            if (node.FindLabel(domain.TopologyKey) is null)
                return false;
        }

        if (IsFirst)
            return true;
        foreach (var domain in counts)
        {
            if (domain.On(node) <= 0)
                return false;
        }

        return true;
    }

    public override (string Obstacle, string Detail)? FindObstacle(Node node)
    {
        foreach (var domain in counts)
        {
            if (node.FindLabel(domain.TopologyKey) is null)
                return ($"no label {domain.TopologyKey}", "the pod's affinity asks for pods that share it");
        }

        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i].On(node) <= 0 && !IsFirst)
                return ($"no affinity with {own.Affinity[i].LabelSelector}", $"no such pod runs where {counts[i].TopologyKey} is {node.FindLabel(counts[i].TopologyKey)}");
        }

        return null;
    }

    private bool IsFirst => matchesItself && counts.All(domain => domain.Total == 0);

    public override bool Concerns(PodGroupKey group) => own.MatchesAll(group.Namespace, group.Labels);

    public override bool Add(PodGroupKey group, Node node, PodTally tally)
    {
        var hasOpened = false;
        foreach (var domain in counts)
            hasOpened |= domain.Add(node, tally.Pods) || (domain.Total == 0 && tally.Pods < 0);
        return hasOpened;
    }
}
