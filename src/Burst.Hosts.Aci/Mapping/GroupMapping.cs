using System.Collections.Immutable;
using System.Text.Json;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>From a pod to the body of the PUT that makes it: the same bytes for the same launch, whenever and wherever it is made.</summary>
/// <remarks>
/// ACI has no setting for the grace period between the request to stop and the end; a pod here gets ACI's own, whatever its
/// spec says.
/// </remarks>
internal static class GroupMapping
{
    public static byte[] ToBody(PodLaunch launch, AciPodHostOptions options) =>
        JsonSerializer.SerializeToUtf8Bytes(ToGroup(launch, options), AciJson.Default.ContainerGroupDto);

    public static ContainerGroupDto ToGroup(PodLaunch launch, AciPodHostOptions options)
    {
        var sizing = ContainerGroupSizing.Of(launch.Spec);
        var portsTaken = new HashSet<ContainerPortKey>();
        return new ContainerGroupDto
        {
            Location = options.Region,
            Tags = GroupTags.For(launch, options),
            Zones = options.Zone is { } zone ? [zone] : null,
            Identity = AccessMapping.ToIdentity(options),
            Properties = new GroupPropertiesDto
            {
                Sku = "Standard",
                Priority = launch.Tier == Tier.AciSpot ? "Spot" : null,
                OsType = "Linux",
                RestartPolicy = launch.Spec.RestartPolicy.ToString(),
                InitContainers = launch.Spec.InitContainers.IsEmpty
                    ? null
                    : [.. launch.Spec.InitContainers.Select(container => ToInitContainer(container, launch.Environment[container.Name]))],
                Containers =
                [
                    .. launch.Spec.Containers.Select((container, index) =>
                        ToContainer(container, launch.Environment[container.Name], sizing.Containers[index], sizing.Total, portsTaken)),
                ],
                Volumes = VolumeMapping.ToVolumes(launch),
                ImageRegistryCredentials = AccessMapping.ToCredentials(launch, options),
                DnsConfig = AccessMapping.ToDns(launch),
                SubnetIds = AccessMapping.ToSubnets(options),
                IpAddress = AccessMapping.ToAddress(launch, options),
            },
        };
    }

    private static InitContainerDto ToInitContainer(ContainerSpec spec, ImmutableArray<ResolvedEnv> environment) => new()
    {
        Name = spec.Name,
        Properties = new InitContainerDto.PropertiesDto
        {
            Image = spec.Image,
            Command = ToCommand(spec),
            EnvironmentVariables = environment.IsEmpty ? null : [.. ToVariables(environment)],
            VolumeMounts = VolumeMapping.ToMounts(spec.VolumeMounts),
        },
    };

    private static ContainerDto ToContainer(
        ContainerSpec spec,
        ImmutableArray<ResolvedEnv> environment,
        GroupSize request,
        GroupSize total,
        HashSet<ContainerPortKey> portsTaken)
    {
        // Containers of a group share one network, so a port belongs to the first that names it.
        var ports = spec.Ports.Where(port => portsTaken.Add(ContainerPortKey.Of(port)))
            .Select(port => (PortDto?)new PortDto { Port = port.Port, Protocol = port.Protocol.ToUpperInvariant() });
        return new ContainerDto
        {
            Name = spec.Name,
            Properties = new ContainerPropertiesDto
            {
                Image = spec.Image,
                Command = ToCommand(spec),
                Ports = spec.Ports.IsEmpty ? null : [.. ports],
                EnvironmentVariables = environment.IsEmpty ? null : [.. ToVariables(environment)],
                VolumeMounts = VolumeMapping.ToMounts(spec.VolumeMounts),
                LivenessProbe = ProbeMapping.ToProbe(spec.LivenessProbe),
                ReadinessProbe = ProbeMapping.ToProbe(spec.ReadinessProbe),
                Resources = new ResourcesDto
                {
                    Requests = new() { Cpu = ToCores(request.CpuMillis), MemoryInGB = ToGb(request.MemoryDeciGb) },
                    Limits = ToLimits(spec.Limits, request, total),
                },
            },
        };
    }

    private static List<string?>? ToCommand(ContainerSpec spec) => spec.Command.IsEmpty ? null : [.. spec.Command, .. spec.Args];

    /// <summary>A name given twice counts once, with its last value, as in Kubernetes.</summary>
    private static IEnumerable<EnvironmentVariableDto> ToVariables(ImmutableArray<ResolvedEnv> environment) => environment
        .GroupBy(variable => variable.Name, StringComparer.Ordinal)
        .Select(group => group.Last())
        .Select(variable => variable.IsSecret
            ? new EnvironmentVariableDto { Name = variable.Name, SecureValue = variable.Value }
            : new EnvironmentVariableDto { Name = variable.Name, Value = variable.Value });

    /// <summary>
    /// ACI refuses a limit below the container's request or above the group's total. More than the total is not there to be
    /// used, so a higher limit means the total.
    /// </summary>
    private static ResourcesDto.AmountDto? ToLimits(Resources limits, GroupSize request, GroupSize total)
    {
        if (limits == Resources.Zero)
            return null;
        var rounded = GroupSize.RoundUp(limits);
        return new()
        {
            Cpu = limits.CpuMillis == 0 ? null : ToCores(Math.Clamp(rounded.CpuMillis, request.CpuMillis, total.CpuMillis)),
            MemoryInGB = limits.MemoryMib == 0 ? null : ToGb(Math.Clamp(rounded.MemoryDeciGb, request.MemoryDeciGb, total.MemoryDeciGb)),
        };
    }

    private static decimal ToCores(long cpuMillis) => cpuMillis / 1000m;

    private static decimal ToGb(long memoryDeciGb) => memoryDeciGb / 10m;
}
