using System.Collections.Immutable;
using Burst.Core.Pods;
using Burst.Hosts.Local.Processes;

namespace Burst.Hosts.Local.Folders;

/// <summary>What the shim knows, written whole at each change. Its presence means that the pod was started, once and for all.</summary>
internal sealed record StatusRecord
{
    public required ProcessIdentity Shim { get; init; }

    public required PodPhase Phase { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Set in the last status: nothing of the pod runs any more.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public required ImmutableArray<ContainerRecord> Containers { get; init; }
}
