using System.Collections.Immutable;
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

    public PodConstraints(ClusterState state, Pod pod)
    {
        Pod = pod;
        var terms = new PodTerms(state, pod);
        ImmutableArray<Core.Constraints.TopologySpreadConstraint> hard = [.. pod.Spec.TopologySpread.Where(constraint => constraint.IsHard)], soft = [.. pod.Spec.TopologySpread.Where(constraint => !constraint.IsHard)];
        var hardNodes = new SpreadNodes(state, pod, hard);
        softNodes = new SpreadNodes(state, pod, soft);
        Affinity = new PodAffinityScore(terms);
        Spread = [.. soft.Select(constraint => new TopologySpreadScore(pod, constraint, softNodes))];
        rules =
        [
            .. hard.Select(constraint => new TopologySpreadRule(state, pod, constraint, hardNodes)),
            .. terms.Affinity.IsEmpty ? [] : (PodRule[])[new PodAffinityRule(terms)],
            .. terms.AntiAffinity.IsEmpty ? [] : (PodRule[])[new PodAntiAffinityRule(terms)],
            new ExistingAntiAffinityRule(terms),
            Affinity,
            .. Spread,
        ];
        siblings = [.. pod.Spec.Constraints.Select(constraint => SiblingRule.For(state, pod, constraint)).OfType<SiblingRule>()];
        CountsAll = !pod.Spec.TopologySpread.IsEmpty || pod.Spec.Affinity is { HasPodTerms: true };
    }

    /// <summary>One of the kind.</summary>
    public Pod Pod { get; }

    /// <summary>It asks itself; else only those count that speak of other pods.</summary>
    public bool CountsAll { get; }

    public PodAffinityScore Affinity { get; }

    public ImmutableArray<TopologySpreadScore> Spread { get; }

    /// <summary>It has all the labels that the pod would like to be spread over.</summary>
    public bool CanSpreadOver(Node node) => softNodes.HasAllLabels(node);

    public void Count(PodGroupKey group, Node node, PodTally tally)
    {
        foreach (var rule in rules)
            rule.Count(group, node, tally);
    }

    /// <summary>It asks where those of its workload are; then all of them count, whatever their labels are.</summary>
    public bool CountsSiblings => !siblings.IsEmpty;

    /// <summary>Counts another pod if it is of the same workload.</summary>
    public void CountSibling(Pod other, Node node, PodTally tally)
    {
        if (siblings.IsEmpty || Pod.Owner is null || other.Owner != Pod.Owner)
            return;
        foreach (var rule in siblings)
            rule.Count(node, tally);
    }

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
        bool[] opened = [.. rules.Select(rule => rule.HasOpened), .. siblings.Select(rule => rule.HasOpened)];
        foreach (var (pod, tally) in differences)
            CountAll(pod, node, tally);
        var obstacle = FindObstacle(node);
        foreach (var (pod, tally) in differences)
            CountAll(pod, node, -tally);
        for (var i = 0; i < rules.Length; i++)
            rules[i].HasOpened = opened[i];
        for (var i = 0; i < siblings.Length; i++)
            siblings[i].HasOpened = opened[rules.Length + i];
        return obstacle;
    }

    private void CountAll(Pod pod, Node node, PodTally tally)
    {
        Count(PodGroupKey.Of(pod), node, tally);
        CountSibling(pod, node, tally);
    }

    /// <summary>Whether something was counted since the last call that may have made room.</summary>
    public bool TakeOpened()
    {
        var hasOpened = false;
        foreach (var rule in rules)
        {
            hasOpened |= rule.HasOpened;
            rule.HasOpened = false;
        }

        foreach (var rule in siblings)
        {
            hasOpened |= rule.HasOpened;
            rule.HasOpened = false;
        }

        return hasOpened;
    }
}
