namespace Burst.Emulator.Runtime;

/// <summary>One container as its runtime sees it.</summary>
public sealed record ContainerStatus
{
    public required string Name { get; init; }

    /// <summary>
    /// <see cref="ContainerState.Terminated"/> only when it will not run again: a container that waits for its next start is
    /// <see cref="ContainerState.Waiting"/> with <see cref="Previous"/> set. The group has ended when all are terminated.
    /// </summary>
    public required ContainerState State { get; init; }

    /// <summary>Start of the current or last run; set when running or terminated after having run.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>End of the last run; set when terminated.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Exit code of the last run, 128 + n for signal n; set when terminated.</summary>
    public int? ExitCode { get; init; }

    public int RestartCount { get; init; }

    /// <summary>The run before this one, when there was one.</summary>
    public ContainerRun? Previous { get; init; }

    /// <summary>A short word for people, such as <c>CrashLoopBackOff</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Its image is not there yet; the runtime goes on fetching it. Its group is being created until then.</summary>
    public bool IsPulling { get; init; }

    /// <summary>What happened to it besides starting and ending, oldest first; null for nothing.</summary>
    public IReadOnlyList<ContainerEvent>? Events { get; init; }
}
