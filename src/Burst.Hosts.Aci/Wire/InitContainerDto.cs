namespace Burst.Hosts.Aci.Wire;

/// <summary>ACI gives an init container neither ports nor resources nor probes of its own.</summary>
internal sealed class InitContainerDto
{
    public string? Name { get; set; }

    public PropertiesDto? Properties { get; set; }

    internal sealed class PropertiesDto
    {
        public string? Image { get; set; }

        public List<string?>? Command { get; set; }

        public List<EnvironmentVariableDto?>? EnvironmentVariables { get; set; }

        public List<VolumeMountDto>? VolumeMounts { get; set; }

        public ContainerViewDto? InstanceView { get; set; }
    }
}
