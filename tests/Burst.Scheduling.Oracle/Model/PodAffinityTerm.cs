namespace Burst.Scheduling.Oracle.Model;

/// <param name="Selector">Null matches no pod. Has what matchLabelKeys and mismatchLabelKeys add to it.</param>
/// <param name="NamespaceSelector">Null selects no namespace, an empty one all of them.</param>
internal sealed record PodAffinityTerm(
    string TopologyKey, LabelSelector? Selector, IReadOnlyList<string> Namespaces, LabelSelector? NamespaceSelector);
