namespace Burst.Core.Pods;

/// <summary>What a host saw of one container.</summary>
public sealed record ContainerStatus
{
    /// <summary>How <see cref="Message"/> begins when the run, or the one before, was ended for its postStart hook.</summary>
    public const string PostStartFailed = "PostStart hook failed: ";

    public required string Name { get; init; }

    public required ContainerState State { get; init; }

    /// <summary>0-255 once terminated, as the process returned it; 128 + signal when a signal ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended the process, when the host knows it.</summary>
    public int? Signal { get; init; }

    /// <summary>CamelCase: Completed, Error, OOMKilled, CrashLoopBackOff, ...</summary>
    public string? Reason { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Since when its postStart hook is done, its startup probe has succeeded and its readiness probe holds, as far as the host can tell; null while not, and for one that has none of them.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    public int RestartCount { get; init; }

    /// <summary>The run before this one; null where there was none, or the host does not tell.</summary>
    public ContainerRun? Previous { get; init; }

    /// <summary>Restarts among <see cref="RestartCount"/> that were seen to be the platform's doing, such as an eviction; 0 where the host cannot tell.</summary>
    public int InterruptionCount { get; init; }

    /// <summary>The platform, not its own code, ended the run before this one.</summary>
    public bool WasInterrupted { get; init; }
}
