using System.Text.Json.Nodes;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Manifests.Quantities;

namespace Burst.Manifests.Writing;

internal static class VolumeWriter
{
    public static JsonObject Write(Volume volume)
    {
        var json = new JsonObject { ["name"] = volume.Name };
        if (volume.EmptyDir is { } folder)
            json["emptyDir"] = WriteFolder(folder);
        if (volume.Data is { } data)
            json[data.Kind == ObjectKind.Secret ? "secret" : "configMap"] = WriteData(data);
        if (volume.AzureFile is { } share)
            json["azureFile"] = WriteShare(share);
        if (volume.HostPath is { } path)
            json["hostPath"] = new JsonObject { ["path"] = path };
        return json;
    }

    public static JsonObject WriteMount(VolumeMount mount)
    {
        var json = new JsonObject { ["name"] = mount.Name, ["mountPath"] = mount.MountPath };
        if (mount.IsReadOnly)
            json["readOnly"] = true;
        return json;
    }

    private static JsonObject WriteFolder(EmptyDirVolume folder)
    {
        var json = new JsonObject();
        if (folder.InMemory)
            json["medium"] = "Memory";
        if (folder.SizeLimitMib is { } limit)
            json["sizeLimit"] = Quantity.OfMemory(limit);
        return json;
    }

    private static JsonObject WriteData(DataVolume data)
    {
        var json = new JsonObject { [data.Kind == ObjectKind.Secret ? "secretName" : "name"] = data.Name };
        if (data.Items is { } items)
            json["items"] = new JsonArray([.. items.Select(item => new JsonObject { ["key"] = item.Key, ["path"] = item.Path })]);
        if (data.Optional)
            json["optional"] = true;
        return json;
    }

    private static JsonObject WriteShare(AzureFileVolume share)
    {
        var json = new JsonObject { ["secretName"] = share.SecretName, ["shareName"] = share.ShareName };
        if (share.IsReadOnly)
            json["readOnly"] = true;
        return json;
    }
}
