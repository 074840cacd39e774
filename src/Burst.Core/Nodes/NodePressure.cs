namespace Burst.Core.Nodes;

/// <summary>Whether a machine runs short of something: one of a node's conditions.</summary>
/// <param name="IsUnder">It does: no new pods.</param>
/// <param name="Message">By which figure, when it began to be so.</param>
/// <param name="Since">When that was.</param>
public sealed record NodePressure(bool IsUnder, string Message, DateTimeOffset Since);
