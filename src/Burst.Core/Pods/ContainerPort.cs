namespace Burst.Core.Pods;

/// <summary><see cref="Port"/> is 1-65535, <see cref="Protocol"/> TCP or UDP.</summary>
public sealed record ContainerPort(int Port, string Protocol, string? Name)
{
    /// <summary>1-65535: the port of the node that leads here; null for none.</summary>
    public int? HostPort { get; init; }

    /// <summary>The address of the node that it is on; null for all of them, and without a <see cref="HostPort"/>.</summary>
    public string? HostIp { get; init; }
}
