namespace Burst.Scheduling.Oracle.Model;

/// <summary>Expressions on the node's labels and on its fields, ANDed.</summary>
internal sealed record NodeSelectorTerm(IReadOnlyList<Requirement> Expressions, IReadOnlyList<Requirement> Fields);
