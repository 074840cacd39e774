namespace Burst.Emulator.Runtime;

/// <summary>How a container is asked whether it is well: by a command in it, or by an HTTP request to it.</summary>
public sealed record ContainerProbe
{
    /// <summary>Program and arguments; empty for a probe by HTTP.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Path of the HTTP request; null for a probe by command.</summary>
    public string? HttpPath { get; init; }

    public TimeSpan InitialDelay { get; init; }

    /// <summary>Above zero.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Failures in a row until the container counts as unwell, at least 1.</summary>
    public int FailureThreshold { get; init; } = 3;
}
