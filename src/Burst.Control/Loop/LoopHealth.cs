namespace Burst.Control.Loop;

/// <summary>How the loop fares. <see cref="StoreError"/> is null while commits succeed.</summary>
public sealed record LoopHealth(bool IsLoaded, DateTimeOffset LastStepAt, TimeSpan LastStepDuration, string? StoreError, int QueueDepth, int CallsInFlight);
