namespace Burst.Hosts.Aci.Wire;

internal sealed class ContainerPropertiesDto
{
    public string? Image { get; set; }

    public List<string?>? Command { get; set; }

    public List<PortDto?>? Ports { get; set; }

    public List<EnvironmentVariableDto?>? EnvironmentVariables { get; set; }

    public List<VolumeMountDto>? VolumeMounts { get; set; }

    public ProbeDto? LivenessProbe { get; set; }

    public ProbeDto? ReadinessProbe { get; set; }

    public ResourcesDto? Resources { get; set; }

    public ContainerViewDto? InstanceView { get; set; }
}
