using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Hosts.Docker.Holder;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Mapping;

/// <summary>What of a pod becomes of which container. Pure.</summary>
internal static class ContainerMapping
{
    /// <summary>Where the holder has the pod's volumes: it fills them, and keeps those in memory alive.</summary>
    public const string HolderVolumes = "/volumes/";

    private const long CpuPeriodMicros = 100_000;
    private const long CpuQuotaMicrosMin = 1000;
    private const long SharesPerCore = 1024;
    private const long SharesMin = 2;
    private const int HostnameMax = 63;

    /// <summary>
    /// Once stopped it is not started again where it keeps files: its memory is lost, and containers without the files that they rely on are
    /// worse than none.
    /// </summary>
    public static CreateContainerDto Holder(PodLaunch launch, PodLabels labels) => new()
    {
        Image = HolderImage.Reference,
        Hostname = launch.Name.Length <= HostnameMax ? launch.Name : launch.Name[..HostnameMax].TrimEnd('-', '.'),
        Labels = labels.ForHolder(launch),
        ExposedPorts = PortMapping.Exposed(launch.Spec),
        HostConfig = new HostConfigDto
        {
            PortBindings = PortMapping.Bindings(launch.Spec),
            IpcMode = "shareable",
            RestartPolicy = new RestartPolicyDto { Name = launch.Spec.Volumes.Any(volume => volume.Data is not null) ? RestartPolicyDto.No : RestartPolicyDto.Always },
            CpuShares = SharesMin,
            Mounts = [.. launch.Spec.Volumes.Where(volume => volume.HostPath is null).Select(volume => Mount(launch, volume.Name, HolderVolumes + volume.Name, isReadOnly: false))],
            Dns = launch.Spec.DnsConfig is { } dns ? [.. dns.NameServers] : null,
            DnsSearch = launch.Spec.DnsConfig is { } search ? [.. search.Searches] : null,
            ExtraHosts = [.. launch.Spec.HostAliases.SelectMany(alias => alias.HostNames.Select(name => $"{name}:{alias.Ip}"))],
            Sysctls = launch.Spec.Security?.Sysctls?.ToDictionary(sysctl => sysctl.Name, sysctl => sysctl.Value),
            DnsOptions = launch.Spec.DnsConfig is { } options ? [.. options.Options] : null,
        },
    };

    public static CreateContainerDto Container(PodLaunch launch, ContainerSpec container, ContainerRole role, int index, PodLabels labels)
    {
        var holder = $"container:{PodNames.Holder(launch)}";
        var data = launch.Spec.Volumes.Where(volume => volume.Data is not null).Select(volume => volume.Name).ToHashSet();
        return new CreateContainerDto
        {
            Image = container.Image,
            Entrypoint = container.Command.IsDefaultOrEmpty ? null : [.. container.Command],
            Cmd = container.Args.IsDefaultOrEmpty ? null : [.. container.Args],
            Env = [.. Environment(launch, container)],
            User = UserOf(launch.Spec.Security, container.Security),
            WorkingDir = string.IsNullOrEmpty(container.WorkingDir) ? null : container.WorkingDir,
            Labels = labels.ForContainer(launch, container, role, index),
            HostConfig = new HostConfigDto
            {
                NetworkMode = holder,
                IpcMode = holder,
                RestartPolicy = new RestartPolicyDto { Name = RestartsOf(launch.Spec.RestartPolicy, role) },
                CpuShares = Math.Max(SharesMin, container.Requests.CpuMillis * SharesPerCore / 1000),
                CpuPeriod = container.Limits.CpuMillis > 0 ? CpuPeriodMicros : null,
                CpuQuota = container.Limits.CpuMillis > 0 ? Math.Max(CpuQuotaMicrosMin, container.Limits.CpuMillis * CpuPeriodMicros / 1000) : null,
                Memory = BytesOf(container.Limits),
                MemorySwap = BytesOf(container.Limits),
                Mounts = [.. container.VolumeMounts.Select(mount => Mount(launch, mount.Name, mount.MountPath, mount.IsReadOnly || data.Contains(mount.Name)))],
                ReadonlyRootfs = container.Security?.ReadOnlyRootFilesystem,
                CapAdd = container.Security?.AddCapabilities is { } add ? [.. add] : null,
                CapDrop = container.Security?.DropCapabilities is { } drop ? [.. drop] : null,
                SecurityOpt = container.Security?.AllowPrivilegeEscalation == false ? ["no-new-privileges"] : null,
                GroupAdd = launch.Spec.Security?.SupplementalGroups is { } groups ? [.. groups.Select(group => $"{group}")] : null,
                PidsLimit = launch.Spec.ProcessLimits?.PidsMax,
                Ulimits = launch.Spec.ProcessLimits?.Ulimits is { } ulimits ? [.. ulimits.Select(limit => new UlimitDto { Name = limit.Name, Soft = limit.Soft, Hard = limit.Hard })] : null,
                LogConfig = new LogConfigDto { Config = new Dictionary<string, string> { ["max-size"] = "10m", ["max-file"] = "5" } },
            },
        };
    }

    public static CreateVolumeDto Volume(PodLaunch launch, Volume volume, PodLabels labels)
    {
        var options = new Dictionary<string, string>();
        if (volume.EmptyDir is not { InMemory: false })
        {
            // Files of Secrets never reach a disk.
            (options["type"], options["device"]) = ("tmpfs", "tmpfs");
            options["o"] = volume.EmptyDir?.SizeLimitMib is { } mib ? $"mode=1777,size={mib}m" : volume.EmptyDir is null ? "mode=0755" : "mode=1777";
        }

        return new CreateVolumeDto { Name = PodNames.Volume(launch.Uid, volume.Name), DriverOpts = options, Labels = labels.For(launch) };
    }

    /// <summary>
    /// The engine restarts what has to be restarted, so that it happens without a control plane too. An init container that has
    /// succeeded stays ended.
    /// </summary>
    private static string RestartsOf(RestartPolicy policy, ContainerRole role) => policy switch
    {
        _ when role == ContainerRole.Sidecar => RestartPolicyDto.Always,
        RestartPolicy.Never => RestartPolicyDto.No,
        RestartPolicy.Always when role == ContainerRole.Main => RestartPolicyDto.Always,
        _ => RestartPolicyDto.OnFailure,
    };

    /// <summary>What the container says, and else the pod.</summary>
    private static string? UserOf(PodSecurity? pod, ContainerSecurity? container) => (container?.RunAsUser ?? pod?.RunAsUser, container?.RunAsGroup ?? pod?.RunAsGroup) switch
    {
        ({ } user, { } group) => $"{user}:{group}",
        ({ } user, null) => $"{user}",
        _ => null,
    };

    /// <summary>Later ones win, as they do in Kubernetes.</summary>
    private static IEnumerable<string> Environment(PodLaunch launch, ContainerSpec container) => launch.Environment[container.Name]
        .Reverse().DistinctBy(variable => variable.Name).Reverse().Select(variable => $"{variable.Name}={variable.Value}");

    private static MountDto Mount(PodLaunch launch, string volume, string target, bool isReadOnly) =>
        launch.Spec.Volumes.FirstOrDefault(known => known.Name == volume)?.HostPath is { } path
            ? new() { Type = MountDto.Bind, Source = path, Target = target, ReadOnly = isReadOnly }
            : new() { Source = PodNames.Volume(launch.Uid, volume), Target = target, ReadOnly = isReadOnly, VolumeOptions = new() };

    private static long? BytesOf(Resources limits) => limits.MemoryMib > 0 ? limits.MemoryMib * 1024 * 1024 : null;
}
