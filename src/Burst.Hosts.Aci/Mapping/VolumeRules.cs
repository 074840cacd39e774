using Burst.Core.Pods;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>What of volumes ACI cannot do.</summary>
internal static class VolumeRules
{
    public const int VolumesMax = 20;

    public static IEnumerable<string> Check(PodSpec spec)
    {
        if (spec.Volumes.Length > VolumesMax)
            yield return $"spec.volumes: has {spec.Volumes.Length}; an ACI container group has at most {VolumesMax}.";
        foreach (var message in spec.Volumes.SelectMany((volume, index) => Check(volume, $"spec.volumes[{index}]")))
            yield return message;
    }

    private static IEnumerable<string> Check(Volume volume, string path)
    {
        if (volume.HostPath is not null)
            yield return $"{path}.hostPath: ACI has no files of a node; let the pod run on a VM node, or use azureFile.";
        if (volume.EmptyDir is { InMemory: true })
            yield return $"{path}.emptyDir.medium: ACI has none in memory; leave medium out.";
        if (volume.EmptyDir is { SizeLimitMib: not null })
            yield return $"{path}.emptyDir.sizeLimit: ACI cannot bound it; leave sizeLimit out.";
        foreach (var (item, index) in (volume.Data?.Items ?? []).Select((item, index) => (item, index)))
        {
            if (item.Path.Contains('/'))
                yield return $"{path}.items[{index}].path: '{item.Path}' is in a folder, and ACI puts all files of a volume in one; leave out the folder.";
        }
    }
}
