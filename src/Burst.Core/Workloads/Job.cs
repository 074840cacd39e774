using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;

namespace Burst.Core.Workloads;

public sealed record Job : ClusterObject
{
    public const int CompletionsMax = 1_000_000;

    /// <summary>Pods at work at the same time, at most.</summary>
    public required int Parallelism { get; init; }

    /// <summary>Pods that must succeed.</summary>
    public required int Completions { get; init; }

    /// <summary>Failed pods after which the job has failed.</summary>
    public int BackoffLimit { get; init; } = 6;

    /// <summary>From the job's start; null for no deadline.</summary>
    public TimeSpan? ActiveDeadline { get; init; }

    /// <summary>Kept this long once it has finished, with its pods; null for until it is deleted.</summary>
    public TimeSpan? KeepAfterFinished { get; init; }

    public bool Suspend { get; init; }

    public required PodTemplate Template { get; init; }

    public JobProgress Progress { get; init; } = new();

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.Job;
}
