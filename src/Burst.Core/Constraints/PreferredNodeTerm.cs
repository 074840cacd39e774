namespace Burst.Core.Constraints;

/// <summary>Nodes that are rather taken than others.</summary>
/// <param name="Weight">1 to 100.</param>
/// <param name="Preference">Which nodes.</param>
public sealed record PreferredNodeTerm(int Weight, NodeSelectorTerm Preference);
