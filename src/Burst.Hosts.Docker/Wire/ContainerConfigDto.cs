namespace Burst.Hosts.Docker.Wire;

internal sealed class ContainerConfigDto
{
    public Dictionary<string, string>? Labels { get; set; }

    /// <summary>What asks it to end; null for SIGTERM.</summary>
    public string? StopSignal { get; set; }
}
