using System.Text.Json.Nodes;
using Burst.Core.Pods;

namespace Burst.Manifests.Writing;

internal static class SecurityWriter
{
    public static JsonObject Write(PodSecurity security)
    {
        var json = new JsonObject();
        AddNumber(json, "runAsUser", security.RunAsUser);
        AddNumber(json, "runAsGroup", security.RunAsGroup);
        if (security.SupplementalGroups is { } groups)
            json["supplementalGroups"] = new JsonArray([.. groups.Select(group => (JsonNode)group)]);
        if (security.Sysctls is { } sysctls)
            json["sysctls"] = new JsonArray([.. sysctls.Select(sysctl => new JsonObject { ["name"] = sysctl.Name, ["value"] = sysctl.Value })]);
        return json;
    }

    public static JsonObject Write(ContainerSecurity security)
    {
        var json = new JsonObject();
        AddNumber(json, "runAsUser", security.RunAsUser);
        AddNumber(json, "runAsGroup", security.RunAsGroup);
        if (security.ReadOnlyRootFilesystem is { } isReadOnly)
            json["readOnlyRootFilesystem"] = isReadOnly;
        if (security.AllowPrivilegeEscalation is { } isAllowed)
            json["allowPrivilegeEscalation"] = isAllowed;
        var capabilities = new JsonObject();
        if (security.AddCapabilities is { } add)
            capabilities["add"] = ObjectWriter.Texts(add);
        if (security.DropCapabilities is { } drop)
            capabilities["drop"] = ObjectWriter.Texts(drop);
        if (capabilities.Count > 0)
            json["capabilities"] = capabilities;
        return json;
    }

    private static void AddNumber(JsonObject json, string name, long? number)
    {
        if (number is { } given)
            json[name] = given;
    }
}
