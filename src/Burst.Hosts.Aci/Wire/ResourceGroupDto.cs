namespace Burst.Hosts.Aci.Wire;

internal sealed class ResourceGroupDto
{
    public PropertiesDto? Properties { get; set; }

    internal sealed class PropertiesDto
    {
        public string? ProvisioningState { get; set; }
    }
}
