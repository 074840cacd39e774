using System.Text.Json.Nodes;
using Burst.Api.Errors;

namespace Burst.Api.Writing;

/// <summary>
/// Kubernetes' strategic merge patch, as far as the kinds here need it: a merge patch in which the lists that have a key merge by it,
/// so that changing one container's image leaves the rest of the container alone.
/// </summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string SetOrder = "$setElementOrder/";
    private const string RetainKeys = "$retainKeys";

    private static readonly Dictionary<string, string> MergeKeys = new(StringComparer.Ordinal)
    {
        ["containers"] = "name",
        ["env"] = "name",
        ["ports"] = "containerPort",
        ["volumes"] = "name",
        ["initContainers"] = "name",
        ["schedulingGates"] = "name",
    };

    public static void Apply(JsonObject target, JsonObject patch, string path)
    {
        if (patch[Directive]?.ToString() is { } directive)
            Clear(target, directive, path);
        foreach (var (name, value) in patch)
        {
            // The order of a list that merges by key means nothing to Burst.
            if (name is Directive or RetainKeys || name.StartsWith(SetOrder, StringComparison.Ordinal))
                continue;
            if (name.StartsWith('$'))
                throw Refusal.BadRequest($"{path}{name}: this directive of strategic merge patches is not supported; send a merge patch");
            ApplyMember(target, name, value, $"{path}{name}");
        }

        if (patch[RetainKeys] is JsonArray retained)
            Retain(target, retained);
    }

    private static void ApplyMember(JsonObject target, string name, JsonNode? value, string path)
    {
        switch (value)
        {
            case null:
                target.Remove(name);
                break;
            case JsonObject nested:
                if (target[name] is not JsonObject inner)
                    target[name] = inner = [];
                Apply(inner, nested, $"{path}.");
                break;
            case JsonArray items when MergeKeys.TryGetValue(name, out var key):
                if (target[name] is not JsonArray list)
                    target[name] = list = [];
                ApplyItems(list, items, key, path);
                break;
            default:
                target[name] = value.DeepClone();
                break;
        }
    }

    private static void ApplyItems(JsonArray list, JsonArray items, string key, string path)
    {
        if (items.Any(item => item is JsonObject one && one.Count == 1 && one[Directive]?.ToString() == "replace"))
            list.Clear();
        foreach (var item in items)
        {
            if (item is not JsonObject one)
                throw Refusal.BadRequest($"{path}: items must be objects");
            if (one[key] is not { } id)
            {
                if (!one.ContainsKey(Directive))
                    throw Refusal.BadRequest($"{path}: every item needs its key, {key}");
                continue;
            }

            ApplyItem(list, one, list.OfType<JsonObject>().FirstOrDefault(other => JsonNode.DeepEquals(other[key], id)), $"{path}[{id}]");
        }
    }

    private static void ApplyItem(JsonArray list, JsonObject item, JsonObject? existing, string path)
    {
        if (item[Directive]?.ToString() == "delete")
        {
            if (existing is not null)
                list.Remove(existing);
            return;
        }

        if (existing is null)
            list.Add(existing = []);
        Apply(existing, item, $"{path}.");
    }

    private static void Clear(JsonObject target, string directive, string path)
    {
        switch (directive)
        {
            case "replace" or "delete":
                target.Clear();
                break;
            case not "merge":
                throw Refusal.BadRequest($"{path}{Directive}: \"{directive}\" is not accepted; merge, replace and delete are");
        }
    }

    private static void Retain(JsonObject target, JsonArray retained)
    {
        var names = retained.Select(name => name?.ToString()).ToHashSet();
        foreach (var name in target.Select(pair => pair.Key).Where(name => !names.Contains(name)).ToList())
            target.Remove(name);
    }
}
