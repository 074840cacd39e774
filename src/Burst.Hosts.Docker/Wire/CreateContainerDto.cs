namespace Burst.Hosts.Docker.Wire;

internal sealed class CreateContainerDto
{
    public string Image { get; set; } = "";

    public string? Hostname { get; set; }

    /// <summary>Null for the image's own.</summary>
    public List<string>? Entrypoint { get; set; }

    /// <summary>Null for the image's own.</summary>
    public List<string>? Cmd { get; set; }

    /// <summary>NAME=value.</summary>
    public List<string> Env { get; set; } = [];

    /// <summary>UID or UID:GID; null for the image's own.</summary>
    public string? User { get; set; }

    public string? WorkingDir { get; set; }

    /// <summary>By PORT/protocol.</summary>
    public Dictionary<string, EmptyDto>? ExposedPorts { get; set; }

    public Dictionary<string, string> Labels { get; set; } = [];

    public HostConfigDto HostConfig { get; set; } = new();
}
