namespace Burst.Hosts.Aci.Wire;

internal sealed class PortDto
{
    public string? Protocol { get; set; }

    public int Port { get; set; }
}
