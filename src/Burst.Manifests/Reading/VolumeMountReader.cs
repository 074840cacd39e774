using System.Collections.Immutable;
using Burst.Core.Pods;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>Reads where a container mounts the volumes of its pod.</summary>
internal static class VolumeMountReader
{
    private const string TokenMountPath = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static ImmutableArray<VolumeMount> Read(FieldReader container)
    {
        var paths = new Uniqueness("mount path");
        return [.. container.List("volumeMounts").Where(mount => !IsToken(mount)).Select(mount => ReadOne(mount, paths))];
    }

    /// <summary>Reports mounts of volumes that the pod does not have.</summary>
    public static void CheckNames(FieldReader container, ImmutableArray<Volume> volumes)
    {
        foreach (var mount in container.List("volumeMounts").Where(mount => !IsToken(mount)))
        {
            if (mount.Text("name") is { Length: > 0 } name && volumes.All(volume => volume.Name != name))
                mount.Error("name", $"{NodeText.Quote(name)} is no volume of this pod; add it under volumes");
        }
    }

    private static bool IsToken(FieldReader mount) => mount.Find("mountPath")?.Value is ScalarNode { Text: TokenMountPath };

    private static VolumeMount ReadOne(FieldReader fields, Uniqueness paths)
    {
        var name = fields.RequiredText("name", "a volume of the pod", NameRules.Label);
        var path = fields.RequiredText("mountPath", "where the container sees it, such as /data", PathProblem);
        paths.Claim(fields, "mountPath", path);
        var read = new VolumeMount(name, path, fields.Flag("readOnly") ?? false);
        fields.Only("mountPropagation", "None");
        fields.Only("recursiveReadOnly", "Disabled");
        fields.Finish("subPath", "subPathExpr");
        return read;
    }

    private static string? PathProblem(string path) => path.StartsWith('/') && !path.Contains(':') && !path.Contains('\0')
        ? null
        : $"must be an absolute path without ':', such as /data, not {NodeText.Quote(path)}";
}
