using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Emulator.Runtime;

namespace Burst.Server.Emulation;

/// <summary>A container group as the pod of a Docker Engine. Pure.</summary>
internal static class DockerLaunch
{
    private const int MillisPerCore = 1000;
    private const int MibPerGb = 1024;

    /// <returns>Null, or what stands in the way by its path in the group.</returns>
    public static string? FindUnsupported(GroupStart start) =>
        start.Volumes.Index().Select(volume => FindUnsupported(volume.Item, $"properties.volumes[{volume.Index}]"))
            .Concat(start.Containers.Index().Select(container => FindUnsupported(container.Item.Rights, $"properties.containers[{container.Index}]")))
            .Concat(start.InitContainers.Index().Select(container => FindUnsupported(container.Item.Rights, $"properties.initContainers[{container.Index}]")))
            .FirstOrDefault(reason => reason is not null);

    public static PodLaunch Of(GroupStart start)
    {
        var all = start.InitContainers.Concat(start.Containers).ToList();
        return new PodLaunch
        {
            Uid = GroupTranslation.UidOf(start.RuntimeId),
            Namespace = GroupTranslation.Namespace,
            Name = start.GroupName,
            Tier = Tier.Aci,
            FencingToken = 0,
            PlacedAt = start.StartAt,
            Spec = new PodSpec
            {
                Containers = [.. start.Containers.Select(ToSpec)],
                InitContainers = [.. start.InitContainers.Select(ToSpec)],
                Volumes = [.. start.Volumes.Select(ToSpec)],
                RestartPolicy = GroupTranslation.PolicyOf(start),
                DnsConfig = start.Dns is { } dns ? new DnsConfig([.. dns.NameServers], [.. dns.SearchDomains], [.. dns.Options]) : null,
            },
            Environment = GroupTranslation.EnvironmentOf(all),
            Files = start.Volumes.Where(volume => volume.Kind == GroupVolumeKind.Secret).ToImmutableSortedDictionary(
                volume => volume.Name,
                volume => volume.SecretFiles.Select(file => new ResolvedFile(file.Key, Convert.ToBase64String(file.Value), IsSecret: true)).ToImmutableArray(),
                StringComparer.Ordinal),
            Registries = [.. start.Registries.Select(login => new RegistryCredential(login.Server, login.Username, login.Password))],
        };
    }

    private static string? FindUnsupported(GroupVolume volume, string path) => volume.Kind switch
    {
        GroupVolumeKind.AzureFile => $"{path}.azureFile: an engine mounts no Azure Files share; start the emulator with --runtime simulated to accept it unrun.",
        GroupVolumeKind.GitRepo => $"{path}.gitRepo: an engine clones no repository; start the emulator with --runtime simulated to accept it unrun.",
        _ => null,
    };

    private static string? FindUnsupported(ContainerRights? rights, string path) => rights switch
    {
        { IsPrivileged: true } => $"{path}.properties.securityContext.privileged: no container gets the rights of the engine's machine; leave it out.",
        { HasSeccompProfile: true } => $"{path}.properties.securityContext.seccompProfile: the engine's own profile holds; leave it out.",
        _ => null,
    };

    private static ContainerSpec ToSpec(ContainerStart container) => new()
    {
        Name = container.Name,
        Image = container.Image,
        Command = [.. container.Command],
        Ports = [.. container.Ports.Select(port => new ContainerPort(port, "TCP", null))],
        VolumeMounts = [.. container.Mounts.Select(mount => new VolumeMount(mount.VolumeName, mount.MountPath, mount.ReadOnly))],
        Requests = Amount(container.CpuCores, container.MemoryInGB),
        Limits = Amount(container.CpuCoresMax ?? container.CpuCores, container.MemoryInGBMax ?? container.MemoryInGB),
        LivenessProbe = ToSpec(container.Liveness),
        ReadinessProbe = ToSpec(container.Readiness),
        Security = container.Rights is not { } rights ? null : new ContainerSecurity
        {
            RunAsUser = rights.RunAsUser,
            RunAsGroup = rights.RunAsGroup,
            AllowPrivilegeEscalation = rights.AllowPrivilegeEscalation,
            AddCapabilities = rights.AddCapabilities is { } add ? [.. add] : null,
            DropCapabilities = rights.DropCapabilities is { } drop ? [.. drop] : null,
        },
    };

    private static Volume ToSpec(GroupVolume volume) => volume.Kind == GroupVolumeKind.Secret
        ? new Volume { Name = volume.Name, Data = new DataVolume(ObjectKind.Secret, volume.Name, Optional: false) }
        : new Volume { Name = volume.Name, EmptyDir = new EmptyDirVolume() };

    private static Probe? ToSpec(ContainerProbe? probe) => probe is null ? null : new Probe
    {
        Exec = probe.HttpPath is null ? [.. probe.Command] : null,
        HttpGet = probe.HttpPath is { } path
            ? new HttpProbe(path.StartsWith('/') ? path : $"/{path}", probe.HttpPort, probe.IsHttps ? "https" : "http")
            {
                Headers = probe.HttpHeaders.Count > 0 ? [.. probe.HttpHeaders.Select(header => new HttpProbeHeader(header.Key, header.Value))] : null,
            }
            : null,
        InitialDelaySeconds = (int)probe.InitialDelay.TotalSeconds,
        PeriodSeconds = (int)probe.Period.TotalSeconds,
        TimeoutSeconds = (int)probe.Timeout.TotalSeconds,
        SuccessThreshold = probe.SuccessThreshold,
        FailureThreshold = probe.FailureThreshold,
    };

    private static Resources Amount(decimal cores, decimal gb) => new((long)(cores * MillisPerCore), (long)(gb * MibPerGb));
}
