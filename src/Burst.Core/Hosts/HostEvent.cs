using Burst.Core.Events;

namespace Burst.Core.Hosts;

/// <summary>What a host did for a pod, told once.</summary>
public sealed record HostEvent(EventSeverity Severity, string Reason, string Message);
