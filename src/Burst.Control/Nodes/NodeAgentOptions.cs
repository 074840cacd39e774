namespace Burst.Control.Nodes;

/// <summary>How often a node is asked, and how long it may take to answer.</summary>
public sealed record NodeAgentOptions(TimeSpan Interval, TimeSpan Timeout);
