using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Placement.Constraints;
using Burst.Scheduling.Placement.Scoring;

namespace Burst.Scheduling.Placement;

/// <summary>All that other pods mean for pods of one kind, in the order of Kubernetes' filters.</summary>
internal sealed class PodConstraints
{
    private readonly ImmutableArray<PodRule> rules;
    private readonly ImmutableArray<SiblingRule> siblings;
    private readonly SpreadNodes softNodes;
    private readonly ObjectKey? owner;

    /// <summary>The rules for which pods like these count: mostly none.</summary>
    private readonly Dictionary<PodGroupKey, ImmutableArray<PodRule>> concerned = [];

    /// <param name="places">Kept from pod to pod.</param>
    public PodConstraints(ClusterState state, Pod pod, SpreadPlaces places)
    {
        (owner, Shape) = (pod.Owner, PodShape.Of(pod));
        var terms = new PodTerms(state, pod);
        ImmutableArray<Core.Constraints.TopologySpreadConstraint> hard = [.. pod.Spec.TopologySpread.Where(constraint => constraint.IsHard)], soft = [.. pod.Spec.TopologySpread.Where(constraint => !constraint.IsHard)];
        var hardNodes = new SpreadNodes(state, pod, hard);
        softNodes = new SpreadNodes(state, pod, soft);
        Affinity = new PodAffinityScore(terms);
        Spread = [.. soft.Select(constraint => new TopologySpreadScore(pod, constraint, softNodes))];
        rules =
        [
            .. hard.Select(constraint => new TopologySpreadRule(pod, constraint, hardNodes, places.FindValues(state, hardNodes, constraint))),
            .. terms.Affinity.IsEmpty ? [] : (PodRule[])[new PodAffinityRule(terms)],
            .. terms.AntiAffinity.IsEmpty ? [] : (PodRule[])[new PodAntiAffinityRule(terms)],
            new ExistingAntiAffinityRule(terms),
            Affinity,
            .. Spread,
        ];
        siblings = [.. pod.Spec.Constraints.Select(constraint => SiblingRule.For(state, pod, constraint)).OfType<SiblingRule>()];
        CountsAll = !pod.Spec.TopologySpread.IsEmpty || pod.Spec.Affinity is { HasPodTerms: true };
    }

    /// <summary>Of the pods that it is for.</summary>
    public PodShape Shape { get; }

    /// <summary>Their workload, where they ask where the others of it are; null where they do not.</summary>
    public ObjectKey? SiblingsOf => siblings.IsEmpty ? null : owner;

    /// <summary>A pod that was counted since this was last unset may have made room.</summary>
    public bool HasOpened { get; set; }

    /// <summary>It asks itself; else only those count that speak of other pods.</summary>
    public bool CountsAll { get; }

    public PodAffinityScore Affinity { get; }

    public ImmutableArray<TopologySpreadScore> Spread { get; }

    /// <summary>It has all the labels that the pod would like to be spread over.</summary>
    public bool CanSpreadOver(Node node) => softNodes.HasAllLabels(node);

    /// <summary>Whether pods like these count at all, for what they look like.</summary>
    public bool IsConcerned(PodGroupKey group) => !FindConcerned(group).IsEmpty;

    public void Count(PodGroupKey group, Node node, PodTally tally)
    {
        foreach (var rule in FindConcerned(group))
            HasOpened |= rule.Add(group, node, tally);
    }

    private ImmutableArray<PodRule> FindConcerned(PodGroupKey group)
    {
        if (concerned.TryGetValue(group, out var known))
            return known;
        known = [];
        foreach (var rule in rules)
        {
            if (rule.Concerns(group))
                known = known.Add(rule);
        }

        return concerned[group] = known;
    }

    /// <summary>Counts a pod of <see cref="SiblingsOf"/>, whatever its labels are.</summary>
    public void CountSibling(Node node, PodTally tally)
    {
        foreach (var rule in siblings)
            HasOpened |= rule.Count(node, tally);
    }

    private (int Version, List<string> Labels, List<PodRule> Rules)? scored;

    /// <summary>The labels of nodes that the pod's wishes about other pods go by, in order; null where one of them goes by the node itself.</summary>
    public IReadOnlyList<string>? FindScoredLabels() => FindScored()?.Labels;

    /// <summary>What says the same of all nodes that have the same values of <see cref="FindScoredLabels"/>.</summary>
    public IReadOnlyList<PodRule> RulesByScoredLabels => FindScored()?.Rules ?? [];

    /// <summary>Kept while no label comes to those that rules go by.</summary>
    private (int Version, List<string> Labels, List<PodRule> Rules)? FindScored()
    {
        var version = 0;
        foreach (var rule in rules)
            version += rule.TopologyKeysVersion;
        if (scored is { } known && known.Version == version)
            return known;
        var labels = new SortedSet<string>(Affinity.TopologyKeys, StringComparer.Ordinal);
        foreach (var wish in Spread)
        {
            if (wish.GoesByNode)
                return null;
            labels.UnionWith(wish.TopologyKeys);
        }

        return scored = (version, [.. labels], [.. rules.Where(rule => rule.TopologyKeys.All(labels.Contains))]);
    }

    /// <summary>Whether the node may have the pod.</summary>
    public bool Allows(Node node)
    {
        foreach (var rule in rules)
        {
            if (!rule.Allows(node))
                return false;
        }

        foreach (var rule in siblings)
        {
            if (rule.FindObstacle(node) is not null)
                return false;
        }

        return true;
    }

    /// <summary>The same, with why not; null where the node may have the pod.</summary>
    public (string Obstacle, string Detail)? FindObstacle(Node node)
    {
        foreach (var rule in rules)
        {
            if (rule.FindObstacle(node) is { } obstacle)
                return obstacle;
        }

        foreach (var rule in siblings)
        {
            if (rule.FindObstacle(node) is { } obstacle)
                return obstacle;
        }

        return null;
    }

    /// <summary>As if some pods more or less were on the node. Nothing has come of it afterwards.</summary>
    public (string Obstacle, string Detail)? FindObstacle(Node node, IReadOnlyList<(Pod Pod, PodTally Tally)> differences)
    {
        var hasOpened = HasOpened;
        foreach (var (pod, tally) in differences)
            CountAll(pod, node, tally);
        var obstacle = FindObstacle(node);
        foreach (var (pod, tally) in differences)
            CountAll(pod, node, -tally);
        HasOpened = hasOpened;
        return obstacle;
    }

    private void CountAll(Pod pod, Node node, PodTally tally)
    {
        Count(PodGroupKey.Of(pod), node, tally);
        if (SiblingsOf is { } mine && pod.Owner == mine)
            CountSibling(node, tally);
    }
}
