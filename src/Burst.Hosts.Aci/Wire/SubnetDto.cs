namespace Burst.Hosts.Aci.Wire;

internal sealed class SubnetDto
{
    public string? Id { get; set; }
}
