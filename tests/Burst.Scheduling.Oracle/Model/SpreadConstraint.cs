namespace Burst.Scheduling.Oracle.Model;

/// <param name="Selector">Null matches no pod. Has what matchLabelKeys adds to it.</param>
internal sealed record SpreadConstraint(
    string TopologyKey, int MaxSkew, int MinDomains, LabelSelector? Selector, bool HonorsNodeAffinity, bool HonorsTaints);
