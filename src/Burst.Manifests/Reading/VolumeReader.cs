using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>Reads a pod's volumes. What is not a source that Burst knows is refused by its name.</summary>
internal static class VolumeReader
{
    private const string TokenVolumePrefix = "kube-api-access-";

    private static readonly string[] Sources = ["emptyDir", "configMap", "secret", "azureFile", "hostPath"];

    private static readonly string[] UnsupportedSources =
    [
        "awsElasticBlockStore", "azureDisk", "cephfs", "cinder", "csi", "downwardAPI", "ephemeral", "fc", "flexVolume", "flocker",
        "gcePersistentDisk", "gitRepo", "glusterfs", "image", "iscsi", "nfs", "persistentVolumeClaim", "photonPersistentDisk",
        "portworxVolume", "projected", "quobyte", "rbd", "scaleIO", "storageos", "vsphereVolume",
    ];

    public static ImmutableArray<Volume> Read(FieldReader spec)
    {
        var names = new Uniqueness("volume name");
        return [.. spec.List("volumes").Where(volume => !IsToken(volume)).Select(volume => ReadOne(volume, names))];
    }

    /// <summary>Every exported pod has one, for an API that is not there where the pod goes.</summary>
    private static bool IsToken(FieldReader volume)
    {
        var isToken = volume.Find("name")?.Value is ScalarNode name && name.Text.StartsWith(TokenVolumePrefix, StringComparison.Ordinal)
            && volume.Has("projected");
        if (isToken)
            volume.Context.Warn(volume.At, volume.Path, "is left out: it holds a token for the Kubernetes API that the pod was exported from");
        return isToken;
    }

    private static Volume ReadOne(FieldReader fields, Uniqueness names)
    {
        var name = fields.RequiredText("name", "what volumeMounts call it", NameRules.Label);
        names.Claim(fields, "name", name);
        var given = Sources.Where(fields.Has).ToList();
        if (given.Count > 1)
            fields.Error(given[1], $"cannot stand next to {given[0]}; a volume has one source");
        else if (given.Count == 0 && !UnsupportedSources.Any(fields.Has))
            fields.Context.Error(fields.At, fields.Path, $"has no source; give one of {string.Join(", ", Sources)}");
        var read = new Volume
        {
            Name = name,
            EmptyDir = fields.Fields("emptyDir") is { } folder ? ReadFolder(folder) : null,
            Data = fields.Fields("configMap") is { } map ? ReadData(map, ObjectKind.ConfigMap, "name")
                : fields.Fields("secret") is { } secret ? ReadData(secret, ObjectKind.Secret, "secretName") : null,
            AzureFile = fields.Fields("azureFile") is { } share ? ReadShare(share) : null,
            HostPath = fields.Fields("hostPath") is { } host ? ReadHostPath(host) : null,
        };
        fields.Finish(UnsupportedSources);
        return read;
    }

    private static EmptyDirVolume ReadFolder(FieldReader fields)
    {
        var medium = fields.Text("medium", text => text is "" or "Memory" ? null : $"must be Memory, or left out for the node's disk, not {NodeText.Quote(text)}");
        var limit = QuantityReader.Memory(fields, "sizeLimit");
        fields.Finish();
        return new EmptyDirVolume(medium == "Memory", limit);
    }

    private static string ReadHostPath(FieldReader fields)
    {
        var path = fields.RequiredText("path", "an absolute path on the node", HostPathProblem);
        fields.Text("type", type => type is "" or "Directory" or "File" ? null : $"is Directory or File, or left out, of what is there; nothing is made on a node: not {NodeText.Quote(type)}");
        fields.Finish();
        return path;
    }

    private static string? HostPathProblem(string path) => path.StartsWith('/') && !path.Split('/').Contains("..") && !path.Contains('\0')
        ? null
        : $"must be an absolute path without '..', such as /data, not {NodeText.Quote(path)}";

    private static DataVolume ReadData(FieldReader fields, ObjectKind kind, string nameField)
    {
        var name = fields.RequiredText(nameField, $"the {kind}'s name", NameRules.Subdomain);
        var paths = new Uniqueness("path");
        ImmutableArray<VolumeItem> items = [.. fields.List("items").Select(item => ReadItem(item, paths, kind))];
        AcceptMode(fields, "defaultMode");
        var read = new DataVolume(kind, name, fields.Flag("optional") ?? false) { Items = items.IsEmpty ? null : items };
        fields.Finish();
        return read;
    }

    private static VolumeItem ReadItem(FieldReader fields, Uniqueness paths, ObjectKind kind)
    {
        var key = fields.RequiredText("key", $"a key of the {kind}", NameRules.DataKey);
        var path = fields.RequiredText("path", "the file's name under the mount", PathProblem);
        paths.Claim(fields, "path", path);
        AcceptMode(fields, "mode");
        fields.Finish();
        return new VolumeItem(key, path);
    }

    /// <summary>Files are as Kubernetes makes them by default, 0644; written in octal or, as exported, in decimal.</summary>
    private static void AcceptMode(FieldReader fields, string name) => fields.OnlyInteger(name, "420", "0644", "0o644");

    private static AzureFileVolume ReadShare(FieldReader fields)
    {
        var secret = fields.RequiredText("secretName", "a Secret with azurestorageaccountname and azurestorageaccountkey", NameRules.Subdomain);
        var share = fields.RequiredText("shareName", "the share's name");
        var read = new AzureFileVolume(share, secret, fields.Flag("readOnly") ?? false);
        fields.Finish();
        return read;
    }

    private static string? PathProblem(string path) =>
        path.Length == 0 || path.StartsWith('/') || path.Split('/').Contains("..") || path.Contains('\0')
            ? $"must be a relative path without '..', such as app.conf, not {NodeText.Quote(path)}"
            : null;
}
