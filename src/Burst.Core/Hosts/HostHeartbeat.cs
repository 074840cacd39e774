namespace Burst.Core.Hosts;

/// <summary>A sign of life of a node.</summary>
public sealed record HostHeartbeat(DateTimeOffset At, bool Ready, string Message);
