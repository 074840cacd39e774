namespace Burst.Hosts.Docker.Wire;

internal sealed class NetworkSettingsDto
{
    public Dictionary<string, NetworkDto>? Networks { get; set; }
}
