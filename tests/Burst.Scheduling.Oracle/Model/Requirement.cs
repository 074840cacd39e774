namespace Burst.Scheduling.Oracle.Model;

/// <summary>One expression of a selector.</summary>
internal sealed record Requirement(string Key, string Operator, IReadOnlyList<string> Values);
