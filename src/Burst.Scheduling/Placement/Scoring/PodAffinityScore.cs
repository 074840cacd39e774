using System.Collections.Immutable;
using Burst.Core.Nodes;
using Burst.Core.State;
using Burst.Scheduling.Placement.Constraints;

namespace Burst.Scheduling.Placement.Scoring;

/// <summary>
/// The weights of preferred pod affinity and anti-affinity, those of the pod and those that pods on nodes have for it; their required affinity
/// counts as a preference of weight 1, as in Kubernetes.
/// </summary>
internal sealed class PodAffinityScore(PodTerms own) : PodRule
{
    private readonly SortedList<string, DomainCounts> sums = new(StringComparer.Ordinal);
    private readonly Dictionary<PodGroupKey, ImmutableArray<(string TopologyKey, int Weight)>> weights = [];

    /// <summary>Nobody prefers anything.</summary>
    public bool IsEmpty
    {
        get
        {
            foreach (var domain in sums.Values)
            {
                if (!domain.IsEmpty)
                    return false;
            }

            return true;
        }
    }

    public override IEnumerable<string> TopologyKeys => sums.Keys;

    public override int TopologyKeysVersion => sums.Count;

    public long On(Node node)
    {
        var sum = 0L;
        foreach (var domain in sums.Values)
            sum += domain.On(node);
        return sum;
    }

    public override bool Concerns(PodGroupKey group) => HasWishFor(group) || IsWishOf(group);

    public override bool Add(PodGroupKey group, Node node, PodTally tally)
    {
        foreach (var (key, weight) in Weights(group))
        {
            if (!sums.TryGetValue(key, out var domain))
                sums[key] = domain = new DomainCounts(key);
            domain.Add(node, weight * tally.Pods);
        }

        return false;
    }

    private bool HasWishFor(PodGroupKey group)
    {
        foreach (var item in own.Preferred)
        {
            if (own.Matches(item.Term, group.Namespace, group.Labels))
                return true;
        }

        foreach (var item in own.Avoided)
        {
            if (own.Matches(item.Term, group.Namespace, group.Labels))
                return true;
        }

        return false;
    }

    private bool IsWishOf(PodGroupKey group)
    {
        foreach (var term in group.Affinity?.PodAffinity?.Required ?? [])
        {
            if (own.IsMeantBy(term, group))
                return true;
        }

        foreach (var item in group.Affinity?.PodAffinity?.Preferred ?? [])
        {
            if (own.IsMeantBy(item.Term, group))
                return true;
        }

        foreach (var item in group.Affinity?.PodAntiAffinity?.Preferred ?? [])
        {
            if (own.IsMeantBy(item.Term, group))
                return true;
        }

        return false;
    }

    /// <summary>What one pod of the group adds to each topology.</summary>
    private ImmutableArray<(string TopologyKey, int Weight)> Weights(PodGroupKey group) =>
        weights.TryGetValue(group, out var known) ? known : weights[group] = FindWeights(group);

    private ImmutableArray<(string TopologyKey, int Weight)> FindWeights(PodGroupKey group) =>
    [
        .. own.Preferred.Where(item => own.Matches(item.Term, group.Namespace, group.Labels)).Select(item => (item.Term.TopologyKey, item.Weight)),
        .. own.Avoided.Where(item => own.Matches(item.Term, group.Namespace, group.Labels)).Select(item => (item.Term.TopologyKey, -item.Weight)),
        .. (group.Affinity?.PodAffinity?.Required ?? []).Where(term => own.IsMeantBy(term, group)).Select(term => (term.TopologyKey, 1)),
        .. (group.Affinity?.PodAffinity?.Preferred ?? []).Where(item => own.IsMeantBy(item.Term, group)).Select(item => (item.Term.TopologyKey, item.Weight)),
        .. (group.Affinity?.PodAntiAffinity?.Preferred ?? []).Where(item => own.IsMeantBy(item.Term, group)).Select(item => (item.Term.TopologyKey, -item.Weight)),
    ];
}
