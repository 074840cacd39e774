namespace Burst.Hosts.Aci.Wire;

internal sealed class ContainerDto
{
    public string? Name { get; set; }

    public ContainerPropertiesDto? Properties { get; set; }
}
