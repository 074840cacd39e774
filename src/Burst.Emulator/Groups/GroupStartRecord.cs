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
        Volumes = [.. (group.Spec.Volumes ?? []).Select(Of)],
    };

    private static ContainerStart Of(ContainerBody container)
    {
        var properties = container.Properties!;
        return new()
        {
            Name = container.Name!,
            Image = properties.Image!,
            Command = properties.Command ?? [],
            Environment = [.. (properties.EnvironmentVariables ?? []).Select(v => KeyValuePair.Create(v.Name!, v.SecureValue ?? v.Value ?? ""))],
            CpuCores = properties.Resources!.Requests!.Cpu!.Value,
            MemoryInGB = properties.Resources.Requests.MemoryInGB!.Value,
            Ports = [.. (properties.Ports ?? []).Select(p => p.Port!.Value)],
            Mounts = [.. (properties.VolumeMounts ?? []).Select(m => new ContainerMount(m.Name!, m.MountPath!, m.ReadOnly ?? false))],
        };
    }

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
