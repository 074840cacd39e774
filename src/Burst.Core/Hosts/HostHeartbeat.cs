using Burst.Core.Nodes;

namespace Burst.Core.Hosts;

/// <summary>A sign of life of a node.</summary>
public sealed record HostHeartbeat(DateTimeOffset At, bool Ready, string Message)
{
    /// <summary>What the node's machine has; null where it was not looked at this time, or there is nothing to tell.</summary>
    public NodeMachine? Machine { get; init; }

    /// <summary>What the service says of its quotas, where it was asked this time; null when it was not, or did not say.</summary>
    public ServiceQuota? Quota { get; init; }

    /// <summary>Why the quotas could not be read although they should have been; null when nothing is new of them.</summary>
    public string? QuotaProblem { get; init; }
}
