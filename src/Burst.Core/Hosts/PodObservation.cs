using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Core.Hosts;

/// <summary>What a host saw of one pod, and when it saw it.</summary>
public sealed record PodObservation
{
    public required PodUid Uid { get; init; }

    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Unknown when the host knows of the pod but not how it is (an ACI list has no state): then only its existence counts.</summary>
    public required PodPhase Phase { get; init; }

    public ImmutableArray<ContainerStatus> Containers { get; init; } = [];

    public ImmutableArray<ContainerStatus> InitContainers { get; init; } = [];

    /// <summary>Names of containers that run and whose host has yet to find out whether they are ready: they are as they were.</summary>
    public ImmutableArray<string> UnknownReadiness { get; init; } = [];

    public string? Reason { get; init; }

    public string? Message { get; init; }

    public string? PodIp { get; init; }

    /// <summary>The DNS name of <see cref="PodIp"/>, where it has one.</summary>
    public string? DnsName { get; init; }

    /// <summary>When use of the node began (ACI: start of the first image pull); null while unknown.</summary>
    public DateTimeOffset? UsageStartedAt { get; init; }

    /// <summary>What is billed for this very pod; null where only the node is (VM nodes) or the host cannot tell.</summary>
    public PodFootprint? Footprint { get; init; }

    /// <summary>When use of the node ended (ACI: the whole group stopped); null while it goes on.</summary>
    public DateTimeOffset? UsageEndedAt { get; init; }
}
