namespace Burst.Core.Nodes;

/// <summary>The Ready condition. <see cref="Status"/> is null when unknown, as for a node that was never heard of.</summary>
public sealed record NodeReadiness(bool? Status, string Reason, string Message, DateTimeOffset Since);
