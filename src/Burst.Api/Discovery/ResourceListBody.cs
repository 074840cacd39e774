using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Api.Kinds;

namespace Burst.Api.Discovery;

/// <summary>The kinds of one group and version, with their verbs.</summary>
internal static class ResourceListBody
{
    public static JsonObject Create(string group, string version, IEnumerable<Resource> resources)
    {
        var entries = resources.SelectMany(Entries);
        if (group.Length == 0)
            entries = entries.Append(Entry("events", "event", "Event", true, ["get", "list"], ["ev"])).Append(Entry("pods/log", "", "Pod", true, ["get"])).Append(Eviction());
        return new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = entries.ToJsonArray(),
        };
    }

    /// <summary>By this clients know that a node can be drained by eviction.</summary>
    private static JsonObject Eviction()
    {
        var entry = Entry("pods/eviction", "", "Eviction", true, ["create"]);
        entry["group"] = "policy";
        entry["version"] = "v1";
        return entry;
    }

    private static IEnumerable<JsonObject> Entries(Resource resource)
    {
        string[] verbs = resource.IsCreatable ? ["create", "delete", "get", "list", "patch", "update"] : ["delete", "get", "list", "patch"];
        var entry = Entry(resource.Plural, resource.Singular, resource.Kind, resource.IsNamespaced, verbs, [.. resource.ShortNames]);
        if (resource.IsInAll)
            entry["categories"] = new JsonArray("all");
        yield return entry;
        if (!resource.IsScalable)
            yield break;
        var scale = Entry($"{resource.Plural}/scale", "", "Scale", resource.IsNamespaced, ["get", "patch", "update"]);
        scale["group"] = "autoscaling";
        scale["version"] = "v1";
        yield return scale;
    }

    private static JsonObject Entry(string name, string singular, string kind, bool isNamespaced, string[] verbs, string[]? shortNames = null)
    {
        var entry = new JsonObject
        {
            ["name"] = name,
            ["singularName"] = singular,
            ["namespaced"] = isNamespaced,
            ["kind"] = kind,
            ["verbs"] = verbs.ToJsonArray(),
        };
        if (shortNames is { Length: > 0 })
            entry["shortNames"] = shortNames.ToJsonArray();
        return entry;
    }
}
