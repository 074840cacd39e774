namespace Burst.Hosts.Docker.Wire;

internal sealed class ContainerConfigDto
{
    public Dictionary<string, string>? Labels { get; set; }

    public bool Tty { get; set; }

    /// <summary>It was made to take input.</summary>
    public bool OpenStdin { get; set; }

    /// <summary>What asks it to end; null for SIGTERM.</summary>
    public string? StopSignal { get; set; }
}
