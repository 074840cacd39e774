namespace Burst.Scheduling.Oracle.Model;

/// <summary>A wish.</summary>
/// <param name="Weight">1 to 100.</param>
internal sealed record Weighted<T>(int Weight, T Term);
