using Burst.Core.Events;

namespace Burst.Core.Storage;

/// <summary>What becomes durable together, or not at all.</summary>
public sealed record StateCommit
{
    public IReadOnlyList<Change> Changes { get; init; } = [];

    public IReadOnlyList<ClusterEvent> Events { get; init; } = [];

    public IReadOnlyList<PlacementDecision> Decisions { get; init; } = [];

    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];

    public bool IsEmpty => Changes.Count == 0 && Events.Count == 0 && Decisions.Count == 0 && Audit.Count == 0;
}
