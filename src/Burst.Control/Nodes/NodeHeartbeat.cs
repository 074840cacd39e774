using Burst.Core.Nodes;

namespace Burst.Control.Nodes;

/// <summary>When a node answered its check last, and within what time it has to.</summary>
/// <param name="Node">As it is on record.</param>
/// <param name="AnsweredAt">Null when it has not since the control plane started.</param>
/// <param name="ValidFor">Silent for longer, it is NotReady.</param>
public sealed record NodeHeartbeat(Node Node, DateTimeOffset? AnsweredAt, TimeSpan ValidFor);
