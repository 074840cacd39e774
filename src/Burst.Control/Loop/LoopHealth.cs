using Burst.Control.Applying;

namespace Burst.Control.Loop;

/// <summary>How the loop fares. <see cref="StoreError"/> is null while commits succeed.</summary>
public sealed record LoopHealth(bool IsLoaded, DateTimeOffset LastStepAt, TimeSpan LastStepDuration, string? StoreError, int QueueDepth, int CallsInFlight)
{
    /// <summary>The timestamp of the last step: unlike <see cref="LastStepAt"/> it does not jump with the wall clock.</summary>
    public long LastStepTimestamp { get; init; }

    /// <summary>The timestamp at which the commit under way began; null between commits.</summary>
    public long? CommitTimestamp { get; init; }

    /// <summary>Why the loop has ended by itself, as when another controller has taken the lease; null while it runs.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Hosts to which calls are held back now, by node. They hold up nothing but their own pods.</summary>
    public IReadOnlyList<HostTrouble> TroubledHosts { get; init; } = [];

    /// <summary>Hosts that answer too slowly for what is to be created on them, by node.</summary>
    public IReadOnlyList<HostLine> HostLines { get; init; } = [];
}
