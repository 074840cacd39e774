using Burst.Core.Events;

namespace Burst.Core.Storage;

/// <summary>What becomes durable together, or not at all.</summary>
public sealed record StateCommit
{
    /// <summary>
    /// The resource version of the state this commit rests on; null for whatever the store is at. A commit whose answer was lost
    /// may be there, or may still land: with this the next one finds out, or keeps it from landing.
    /// </summary>
    public long? ExpectedVersion { get; init; }

    public IReadOnlyList<Change> Changes { get; init; } = [];

    public IReadOnlyList<ClusterEvent> Events { get; init; } = [];

    public IReadOnlyList<PlacementDecision> Decisions { get; init; } = [];

    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];

    public bool IsEmpty => Changes.Count == 0 && Events.Count == 0 && Decisions.Count == 0 && Audit.Count == 0;
}
