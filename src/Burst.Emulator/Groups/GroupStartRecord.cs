using Burst.Emulator.Runtime;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>What a runtime is told about a group: a function of the group's record.</summary>
internal static class GroupStartRecord
{
    public static GroupStart Of(GroupRecord group) => new()
    {
        RuntimeId = group.Deployment.RuntimeId,
        GroupName = group.Name,
        StartAt = group.Deployment.StartAt,
        RestartPolicy = Enum.Parse<RestartPolicy>(group.Spec.RestartPolicy!),
        Containers = [.. group.Spec.Containers!.Select(Of)],
        InitContainers = [.. (group.Spec.InitContainers ?? []).Select(Of)],
        Volumes = [.. (group.Spec.Volumes ?? []).Select(Of)],
        Registries = [.. (group.Spec.ImageRegistryCredentials ?? []).Where(c => c.Password is not null).Select(c => new RegistryLogin(c.Server!, c.Username!, c.Password!))],
        Dns = group.Spec.DnsConfig is { } dns ? new(dns.NameServers ?? [], Words(dns.SearchDomains), Words(dns.Options)) : null,
    };

    private static ContainerStart Of(ContainerBody container)
    {
        var properties = container.Properties!;
        return new()
        {
            Name = container.Name!,
            Image = properties.Image!,
            Command = properties.Command ?? [],
            Environment = Environment(properties.EnvironmentVariables),
            CpuCores = properties.Resources!.Requests!.Cpu!.Value,
            MemoryInGB = properties.Resources.Requests.MemoryInGB!.Value,
            CpuCoresMax = properties.Resources.Limits?.Cpu,
            MemoryInGBMax = properties.Resources.Limits?.MemoryInGB,
            Rights = Of(properties.SecurityContext),
            Ports = [.. (properties.Ports ?? []).Select(p => p.Port!.Value)],
            Mounts = Mounts(properties.VolumeMounts),
            Liveness = Of(properties.LivenessProbe),
            Readiness = Of(properties.ReadinessProbe),
        };
    }

    private static ContainerStart Of(InitContainerBody container) => new()
    {
        Name = container.Name!,
        Image = container.Properties!.Image!,
        Command = container.Properties.Command ?? [],
        Environment = Environment(container.Properties.EnvironmentVariables),
        CpuCores = 0,
        MemoryInGB = 0,
        Rights = Of(container.Properties.SecurityContext),
        Mounts = Mounts(container.Properties.VolumeMounts),
    };

    private static KeyValuePair<string, string>[] Environment(IReadOnlyList<EnvironmentVariableBody>? variables) =>
        [.. (variables ?? []).Select(v => KeyValuePair.Create(v.Name!, v.SecureValue ?? v.Value ?? ""))];

    private static ContainerMount[] Mounts(IReadOnlyList<VolumeMountBody>? mounts) =>
        [.. (mounts ?? []).Select(m => new ContainerMount(m.Name!, m.MountPath!, m.ReadOnly ?? false))];

    private static ContainerProbe? Of(ProbeBody? probe) => probe is null ? null : new()
    {
        Command = probe.Exec?.Command ?? [],
        HttpPath = probe.HttpGet is { } get ? get.Path ?? "/" : null,
        HttpPort = probe.HttpGet?.Port ?? 0,
        IsHttps = "https".Equals(probe.HttpGet?.Scheme, StringComparison.OrdinalIgnoreCase),
        HttpHeaders = [.. (probe.HttpGet?.HttpHeaders ?? []).Select(header => KeyValuePair.Create(header.Name ?? "", header.Value ?? ""))],
        InitialDelay = TimeSpan.FromSeconds(probe.InitialDelaySeconds ?? 0),
        Period = TimeSpan.FromSeconds(probe.PeriodSeconds ?? 10),
        Timeout = TimeSpan.FromSeconds(probe.TimeoutSeconds ?? 1),
        SuccessThreshold = probe.SuccessThreshold ?? 1,
        FailureThreshold = probe.FailureThreshold ?? 3,
    };

    private static ContainerRights? Of(SecurityContextBody? security) => security is null ? null : new()
    {
        RunAsUser = security.RunAsUser,
        RunAsGroup = security.RunAsGroup,
        AllowPrivilegeEscalation = security.AllowPrivilegeEscalation,
        AddCapabilities = security.Capabilities?.Add,
        DropCapabilities = security.Capabilities?.Drop,
        IsPrivileged = security.Privileged ?? false,
        HasSeccompProfile = security.SeccompProfile is not null,
    };

    private static string[] Words(string? text) => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static GroupVolume Of(VolumeBody volume) => new()
    {
        Name = volume.Name!,
        Kind = volume switch
        {
            { Secret: not null } => GroupVolumeKind.Secret,
            { AzureFile: not null } => GroupVolumeKind.AzureFile,
            { GitRepo: not null } => GroupVolumeKind.GitRepo,
            _ => GroupVolumeKind.EmptyDir,
        },
        SecretFiles = (volume.Secret ?? []).ToDictionary(file => file.Key, file => Convert.FromBase64String(file.Value)),
    };
}
