namespace Burst.Hosts.Docker.Wire;

/// <summary>A container as a list has it.</summary>
internal sealed class ContainerSummaryDto
{
    public string Id { get; set; } = "";

    public string ImageID { get; set; } = "";

    /// <summary>created, running, paused, restarting, removing, exited or dead.</summary>
    public string State { get; set; } = "";

    public Dictionary<string, string> Labels { get; set; } = [];
}
