using Burst.Core.Nodes;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>Anti-affinity holds both ways: what pods on nodes keep away stays away, although it says nothing itself.</summary>
internal sealed class ExistingAntiAffinityRule(PodTerms own) : PodRule
{
    private readonly SortedList<string, DomainCounts> counts = new(StringComparer.Ordinal);

    public override IEnumerable<string> TopologyKeys => counts.Keys;

    public override int TopologyKeysVersion => counts.Count;

    public override bool Allows(Node node)
    {
        foreach (var domain in counts.Values)
        {
            if (domain.On(node) > 0)
                return false;
        }

        return true;
    }

    public override (string Obstacle, string Detail)? FindObstacle(Node node)
    {
        foreach (var domain in counts.Values)
        {
            if (domain.On(node) > 0)
                return ("anti-affinity of pods there", $"{domain.On(node)} pod(s) that run where {domain.TopologyKey} is {node.FindLabel(domain.TopologyKey)} keep it away");
        }

        return null;
    }

    public override bool Concerns(PodGroupKey group)
    {
        foreach (var term in group.Affinity?.PodAntiAffinity?.Required ?? [])
        {
            if (own.IsMeantBy(term, group))
                return true;
        }

        return false;
    }

    public override bool Add(PodGroupKey group, Node node, PodTally tally)
    {
        foreach (var term in group.Affinity!.PodAntiAffinity!.Required)
        {
            if (!own.IsMeantBy(term, group))
                continue;
            if (!counts.TryGetValue(term.TopologyKey, out var domain))
                counts[term.TopologyKey] = domain = new DomainCounts(term.TopologyKey);
            domain.Add(node, tally.Pods);
        }

        return false;
    }
}
