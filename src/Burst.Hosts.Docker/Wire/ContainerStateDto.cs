namespace Burst.Hosts.Docker.Wire;

internal sealed class ContainerStateDto
{
    /// <summary>created, running, paused, restarting, removing, exited or dead.</summary>
    public string Status { get; set; } = "";

    public bool Running { get; set; }

    /// <summary>Its last run has ended, and the engine waits before the next.</summary>
    public bool Restarting { get; set; }

    public bool OOMKilled { get; set; }

    public int ExitCode { get; set; }

    /// <summary>Why it could not be started.</summary>
    public string? Error { get; set; }

    /// <summary>The year 1 for never.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>The year 1 for never.</summary>
    public DateTimeOffset FinishedAt { get; set; }
}
