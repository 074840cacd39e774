using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Rules;

/// <summary>Required affinity and anti-affinity to other pods, and theirs to this one.</summary>
internal static class PodAffinity
{
    public static Refusals Judge(SchedulingCase scheduling, Pod pod, Node node) =>
        (IsAttracted(scheduling, pod, node) ? Refusals.None : Refusals.PodAffinity)
        | (Repels(scheduling, pod, node) ? Refusals.PodAntiAffinity : Refusals.None)
        | (IsRepelled(scheduling, pod, node) ? Refusals.ExistingPodAntiAffinity : Refusals.None);

    /// <summary>
    /// The node has every topology that is asked for, and in each of them runs a pod that matches all the terms. The first pod of a
    /// group that has affinity to itself finds no such pod anywhere and may go wherever the topologies are.
    /// </summary>
    private static bool IsAttracted(SchedulingCase scheduling, Pod pod, Node node)
    {
        var terms = pod.PodAffinity;
        if (terms.Count == 0)
            return true;
        if (terms.Any(term => node.Labels[term.TopologyKey] is null))
            return false;
        var hosts = scheduling.Nodes.Where(host => scheduling.On(host).Any(other => MatchesAll(scheduling, pod, other))).ToList();
        return terms.All(term => hosts.Exists(host => ShareTopology(term, host, node)))
            || (MatchesAll(scheduling, pod, pod) && !hosts.Exists(host => terms.Any(term => host.Labels[term.TopologyKey] is not null)));
    }

    private static bool Repels(SchedulingCase scheduling, Pod pod, Node node) =>
        pod.PodAntiAffinity.Any(term => scheduling.Nodes.Any(host => ShareTopology(term, host, node)
            && scheduling.On(host).Any(other => Matches(scheduling, pod, term, other))));

    /// <summary>Anti-affinity holds both ways, although only one of the two says it.</summary>
    private static bool IsRepelled(SchedulingCase scheduling, Pod pod, Node node) =>
        scheduling.Nodes.Any(host => scheduling.On(host).Any(other => other.PodAntiAffinity.Any(term =>
            ShareTopology(term, host, node) && Matches(scheduling, other, term, pod))));

    /// <summary>A node without the label is in no topology of that key, not even in its own.</summary>
    private static bool ShareTopology(PodAffinityTerm term, Node one, Node other) =>
        one.Labels[term.TopologyKey] is { } value && value == other.Labels[term.TopologyKey];

    private static bool MatchesAll(SchedulingCase scheduling, Pod owner, Pod other) =>
        owner.PodAffinity.All(term => Matches(scheduling, owner, term, other));

    /// <summary>Whether one pod's term means another pod, wherever that is.</summary>
    public static bool Matches(SchedulingCase scheduling, Pod owner, PodAffinityTerm term, Pod other) =>
        MatchesNamespace(scheduling, owner, term, other.Namespace) && term.Selector is { } selector && selector.Matches(other.Labels);

    /// <summary>The listed and the selected namespaces together; the owner's own one only when neither is given.</summary>
    private static bool MatchesNamespace(SchedulingCase scheduling, Pod owner, PodAffinityTerm term, string name) =>
        term.Namespaces.Count == 0 && term.NamespaceSelector is null
            ? name == owner.Namespace
            : term.Namespaces.Contains(name) || (term.NamespaceSelector?.Matches(scheduling.Namespaces[name]) ?? false);
}
