namespace Burst.Hosts.Aci.Wire;

internal sealed class ContainerGroupDto
{
    public string? Location { get; set; }

    public Dictionary<string, string?>? Tags { get; set; }

    public List<string>? Zones { get; set; }

    public IdentityDto? Identity { get; set; }

    public GroupPropertiesDto? Properties { get; set; }
}
