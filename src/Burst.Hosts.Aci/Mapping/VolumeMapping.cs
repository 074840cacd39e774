using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>Volumes and their mounts. What a ConfigMap or Secret fills becomes a secret volume, the only kind that carries content.</summary>
internal static partial class VolumeMapping
{
    private const int HashLength = 16;

    public static List<VolumeDto>? ToVolumes(PodLaunch launch) =>
        launch.Spec.Volumes.IsEmpty ? null : [.. launch.Spec.Volumes.Select(volume => ToVolume(launch, volume))];

    public static List<VolumeMountDto>? ToMounts(ImmutableArray<VolumeMount> mounts) => mounts.IsEmpty
        ? null
        : [.. mounts.Select(mount => new VolumeMountDto { Name = ToName(mount.Name), MountPath = mount.MountPath, ReadOnly = mount.IsReadOnly })];

    /// <summary>
    /// ACI wants 5-63 characters and no "--", Kubernetes 1-63 with any number of '-'. A name that ACI would refuse is replaced by one made
    /// of its hash, so that no two names of a pod become one.
    /// </summary>
    public static string ToName(string name) => AciName().IsMatch(name) && !name.Contains("--", StringComparison.Ordinal)
        ? name
        : "volume-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength];

    private static VolumeDto ToVolume(PodLaunch launch, Volume volume)
    {
        var files = launch.Files.GetValueOrDefault(volume.Name, []);
        return new VolumeDto
        {
            Name = ToName(volume.Name),
            EmptyDir = volume.EmptyDir is not null || (volume.Data is not null && files.IsEmpty) ? new VolumeDto.EmptyDirDto() : null,
            Secret = files.IsEmpty ? null : new(files.ToDictionary(file => file.Path, file => file.Base64), StringComparer.Ordinal),
            AzureFile = volume.AzureFile is { } share ? ToShare(share, launch.Shares[volume.Name]) : null,
        };
    }

    private static VolumeDto.AzureFileDto ToShare(AzureFileVolume share, ResolvedShare access) => new()
    {
        ShareName = share.ShareName,
        StorageAccountName = access.AccountName,
        StorageAccountKey = access.AccountKey,
        ReadOnly = share.IsReadOnly,
    };

    [GeneratedRegex(@"\A[a-z0-9][-a-z0-9]{3,61}[a-z0-9]\z")]
    private static partial Regex AciName();
}
