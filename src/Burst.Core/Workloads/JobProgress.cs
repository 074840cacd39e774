using System.Text.Json.Serialization;

namespace Burst.Core.Workloads;

/// <summary>What a job has done so far. Counters, so that finished pods may be pruned.</summary>
public sealed record JobProgress
{
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public int Succeeded { get; init; }

    public int Failed { get; init; }

    /// <summary>Null while it runs; BackoffLimitExceeded or DeadlineExceeded when it failed.</summary>
    public string? FailureReason { get; init; }

    /// <summary>The most recent failure, from which the next retry's back-off counts.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>How often pods that were to start together have been ended since not all of them had started in time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int StartsGivenUp { get; init; }

    /// <summary>When that was last; null for never.</summary>
    public DateTimeOffset? LastGivenUpAt { get; init; }

    /// <summary>When it was found last that not all pods which start together had started in time; null where that was never so.</summary>
    public DateTimeOffset? StartOverdueAt { get; init; }

    [JsonIgnore]
    public bool IsFinished => FinishedAt is not null;

    [JsonIgnore]
    public bool IsFailed => FailureReason is not null;
}
