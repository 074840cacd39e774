namespace Burst.Hosts.Local.Folders;

/// <summary>The host's request to end the pod. SIGTERM to the shim makes it read this.</summary>
internal sealed record StopRecord(DateTimeOffset RequestedAt, TimeSpan GracePeriod);
