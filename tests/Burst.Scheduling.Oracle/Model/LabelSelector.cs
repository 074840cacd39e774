namespace Burst.Scheduling.Oracle.Model;

/// <summary>Expressions, ANDed; a label of matchLabels is an In of one value. Without any it matches everything.</summary>
internal sealed record LabelSelector(IReadOnlyList<Requirement> Requirements);
