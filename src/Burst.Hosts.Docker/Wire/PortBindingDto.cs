namespace Burst.Hosts.Docker.Wire;

/// <summary>A port of the machine that leads to one of a container.</summary>
internal sealed class PortBindingDto
{
    /// <summary>Empty for all addresses.</summary>
    public string HostIp { get; set; } = "";

    public string HostPort { get; set; } = "";
}
