namespace Burst.Hosts.Docker.Wire;

internal sealed class NetworkDto
{
    /// <summary>Empty while the container does not run.</summary>
    public string? IPAddress { get; set; }
}
