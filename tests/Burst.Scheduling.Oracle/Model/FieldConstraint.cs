namespace Burst.Scheduling.Oracle.Model;

/// <summary>One of Marathon's constraints. A value that is not given is "".</summary>
internal sealed record FieldConstraint(string Field, string Operator, string Value);
