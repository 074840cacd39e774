namespace Burst.Emulator.Runtime;

/// <summary>How a container is asked whether it is well: by a command in it, or by an HTTP request to it.</summary>
public sealed record ContainerProbe
{
    /// <summary>Program and arguments; empty for a probe by HTTP.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Path of the HTTP request; null for a probe by command.</summary>
    public string? HttpPath { get; init; }

    /// <summary>1 to 65535, for a probe by HTTP.</summary>
    public int HttpPort { get; init; }

    public bool IsHttps { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> HttpHeaders { get; init; } = [];

    public TimeSpan InitialDelay { get; init; }

    /// <summary>Above zero.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Above zero: an answer that takes longer is a failure.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Successes in a row until the container counts as well again, at least 1.</summary>
    public int SuccessThreshold { get; init; } = 1;

    /// <summary>Failures in a row until the container counts as unwell, at least 1.</summary>
    public int FailureThreshold { get; init; } = 3;
}
