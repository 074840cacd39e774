namespace Burst.Hosts.Docker.Wire;

/// <summary>A container as it is shown by itself.</summary>
internal sealed class ContainerDto
{
    public string Id { get; set; } = "";

    /// <summary>Begins with a slash.</summary>
    public string Name { get; set; } = "";

    public DateTimeOffset Created { get; set; }

    /// <summary>How often the engine has restarted it.</summary>
    public int RestartCount { get; set; }

    public ContainerStateDto State { get; set; } = new();

    public ContainerConfigDto Config { get; set; } = new();

    public HostConfigDto HostConfig { get; set; } = new();

    public NetworkSettingsDto? NetworkSettings { get; set; }
}
