namespace Burst.Scheduling.Oracle;

/// <summary>What one node refuses the pod for.</summary>
public sealed record NodeVerdict(string Name, Refusals Refusals);
