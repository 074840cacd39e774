using Burst.Core.Ids;
using Burst.Core.Objects;

namespace Burst.Core.Events;

/// <summary>Something an operator would want to know, with its reason. Append-only.</summary>
public sealed record ClusterEvent
{
    /// <summary>Given by the store, growing; 0 before.</summary>
    public long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required EventSeverity Severity { get; init; }

    /// <summary>CamelCase, stable: Scheduled, Spilled, FailedScheduling, ...</summary>
    public required string Reason { get; init; }

    public required string Message { get; init; }

    public required ObjectKey Regarding { get; init; }

    /// <summary>The object's UID; empty when it has none.</summary>
    public string Uid { get; init; } = "";

    public static ClusterEvent About(ClusterObject regarding, DateTimeOffset at, EventSeverity severity, string reason, string message) => new()
    {
        At = at,
        Severity = severity,
        Reason = reason,
        Message = message,
        Regarding = regarding.Key,
        Uid = regarding.Metadata.Uid,
    };
}
