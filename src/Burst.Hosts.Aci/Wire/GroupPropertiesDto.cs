namespace Burst.Hosts.Aci.Wire;

internal sealed class GroupPropertiesDto
{
    public string? ProvisioningState { get; set; }

    public string? Sku { get; set; }

    public string? Priority { get; set; }

    public string? OsType { get; set; }

    public string? RestartPolicy { get; set; }

    public List<ContainerDto?>? Containers { get; set; }

    public List<InitContainerDto?>? InitContainers { get; set; }

    public List<VolumeDto>? Volumes { get; set; }

    public List<RegistryCredentialDto>? ImageRegistryCredentials { get; set; }

    public DnsConfigDto? DnsConfig { get; set; }

    public List<SubnetDto>? SubnetIds { get; set; }

    public IpAddressDto? IpAddress { get; set; }

    public GroupViewDto? InstanceView { get; set; }

    internal sealed class IpAddressDto
    {
        public string? Ip { get; set; }

        public string? Type { get; set; }

        public string? DnsNameLabel { get; set; }

        /// <summary>Comes from ACI only.</summary>
        public string? Fqdn { get; set; }

        public List<PortDto?>? Ports { get; set; }
    }
}
