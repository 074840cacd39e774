using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Rules;

/// <summary>The node that the pod names, selects by labels, or requires by affinity.</summary>
internal static class NodeSelection
{
    public static Refusals Judge(Pod pod, Node node) =>
        (pod.NodeName is null || pod.NodeName == node.Name ? Refusals.None : Refusals.NodeName)
        | (Selects(pod, node) ? Refusals.None : Refusals.NodeSelector)
        | (Requires(pod, node) ? Refusals.None : Refusals.NodeAffinity);

    /// <summary>Both of them hold, as topology spread asks when it honours node affinity.</summary>
    public static bool Holds(Pod pod, Node node) => Selects(pod, node) && Requires(pod, node);

    private static bool Selects(Pod pod, Node node) => pod.NodeSelector.All(label => node.Labels[label.Key] == label.Value);

    /// <summary>Terms are ORed and what a term has is ANDed; a term that has nothing matches nothing.</summary>
    private static bool Requires(Pod pod, Node node) => pod.NodeAffinity is not { } terms || terms.Any(term => Matches(term, node));

    public static bool Matches(NodeSelectorTerm term, Node node) =>
        term.Expressions.Count + term.Fields.Count > 0
        && term.Expressions.All(requirement => requirement.Matches(node.Labels))
        && term.Fields.All(requirement => requirement.Matches(node.Name));
}
