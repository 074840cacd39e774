using Burst.Core.Ids;

namespace Burst.Core.State;

/// <summary>Pods have come to a node, or have left it.</summary>
/// <param name="Group">As other pods see them.</param>
/// <param name="Owner">Of their workload; null for a pod that has none.</param>
/// <param name="Node">Which.</param>
/// <param name="Tally">How many more they are there; below zero for less.</param>
public readonly record struct PlacedChange(PodGroupKey Group, ObjectKey? Owner, NodeName Node, PodTally Tally);
