using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Rules;

/// <summary>Constraints on how evenly pods are spread over the values of a node label (domains), of those that forbid.</summary>
internal static class TopologySpread
{
    public static Refusals Judge(SchedulingCase scheduling, Pod pod, Node node) =>
        pod.TopologySpread.Count == 0 || (HasAllKeys(pod, node) && pod.TopologySpread.All(constraint => Holds(scheduling, pod, constraint, node)))
            ? Refusals.None
            : Refusals.TopologySpread;

    private static bool Holds(SchedulingCase scheduling, Pod pod, SpreadConstraint constraint, Node node)
    {
        var matching = Domains(scheduling, pod, constraint);
        var least = matching.Count < constraint.MinDomains ? 0 : matching.Values.Min();
        var self = Counts(pod, constraint, pod) ? 1 : 0;
        return matching.GetValueOrDefault(node.Labels[constraint.TopologyKey]!) + self - least <= constraint.MaxSkew;
    }

    /// <summary>The number of matching pods in each domain that is eligible; those on nodes that are left out do not count.</summary>
    private static Dictionary<string, int> Domains(SchedulingCase scheduling, Pod pod, SpreadConstraint constraint) => scheduling.Nodes
        .Where(node => HasAllKeys(pod, node))
        .Where(node => Includes(pod, constraint, node))
        .GroupBy(node => node.Labels[constraint.TopologyKey]!)
        .ToDictionary(domain => domain.Key, domain => domain.Sum(node => scheduling.On(node).Count(other => !other.IsTerminating && Counts(pod, constraint, other))));

    /// <summary>By the constraint's policies for node affinity and taints.</summary>
    public static bool Includes(Pod pod, SpreadConstraint constraint, Node node) =>
        (!constraint.HonorsNodeAffinity || NodeSelection.Holds(pod, node)) && (!constraint.HonorsTaints || Taints.Judge(pod, node) == Refusals.None);

    /// <summary>A node that lacks the key of one constraint is passed over in all of them.</summary>
    private static bool HasAllKeys(Pod pod, Node node) => pod.TopologySpread.All(constraint => node.Labels[constraint.TopologyKey] is not null);

    public static bool Counts(Pod pod, SpreadConstraint constraint, Pod other) =>
        other.Namespace == pod.Namespace && constraint.Selector is { } selector && selector.Matches(other.Labels);
}
