namespace Burst.Scheduling.Oracle.Model;

/// <summary>An absent field is "".</summary>
internal sealed record Toleration(string Key, string Operator, string Value, string Effect);
