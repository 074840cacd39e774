namespace Burst.Hosts.Aci.Wire;

internal sealed class ContainerGroupDto
{
    public string? Location { get; set; }

    public Dictionary<string, string?>? Tags { get; set; }

    public GroupPropertiesDto? Properties { get; set; }
}
