using System.Globalization;
using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;

namespace Burst.Core.Workloads;

public sealed record Job : ClusterObject
{
    public const int CompletionsMax = 1_000_000;

    /// <summary>
    /// Its pods start together or not at all: <c>true</c>, or within how many seconds all must have started, else all are ended and started anew.
    /// </summary>
    public const string AllOrNothingAnnotation = "burst.dev/all-or-nothing";

    /// <summary>Pods that can start together, at most.</summary>
    public const int StartsTogetherMax = 1000;

    public static readonly TimeSpan StartsWithinDefault = TimeSpan.FromMinutes(10);

    private const int StartsWithinSecondsMax = 86_400;

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

    /// <summary>Within how long all of the pods that run at the same time must have started; null where each starts by itself.</summary>
    [JsonIgnore]
    public TimeSpan? StartsTogetherWithin =>
        Metadata.Annotations.TryGetValue(AllOrNothingAnnotation, out var text) && TryParseAllOrNothing(text, out var within) ? within : null;

    /// <summary>False for what is neither true nor false nor a whole number of seconds from 1 to a day.</summary>
    /// <param name="text">The value of <see cref="AllOrNothingAnnotation"/>.</param>
    /// <param name="within">Null for false.</param>
    public static bool TryParseAllOrNothing(string text, out TimeSpan? within)
    {
        var seconds = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= StartsWithinSecondsMax ? number : 0;
        within = text == "true" ? StartsWithinDefault : seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
        return within is not null || text == "false";
    }

    public JobProgress Progress { get; init; } = new();

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.Job;
}
