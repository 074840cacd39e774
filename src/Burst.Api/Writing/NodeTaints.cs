using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Core.Nodes;
using Burst.Manifests.Reading;

namespace Burst.Api.Writing;

/// <summary>Reads <c>spec.taints</c> of a patch as kubectl sends it: the whole list, which takes the place of the one before.</summary>
internal static class NodeTaints
{
    /// <summary>How many a node may have, as many as it may be given when it joins.</summary>
    private const int Max = 32;

    private static readonly string[] Effects = [Taint.NoSchedule, Taint.PreferNoSchedule, Taint.NoExecute];

    /// <param name="given">The list; null for none.</param>
    /// <param name="now">Since when what is new counts.</param>
    /// <exception cref="ApiException">422: what is wrong, by its path.</exception>
    public static ImmutableArray<Taint> Read(Node node, JsonNode? given, DateTimeOffset now)
    {
        var causes = new List<StatusCause>();
        var read = given switch
        {
            null => [],
            JsonArray items => ReadItems(node, items, now, causes),
            _ => Refused("spec.taints", "must be a list", causes),
        };
        return causes.Count == 0 ? read : throw Refusal.Invalid(NodeResource.Definition, node.Metadata.Name, [.. causes]);
    }

    private static ImmutableArray<Taint> ReadItems(Node node, JsonArray items, DateTimeOffset now, List<StatusCause> causes)
    {
        if (items.Count > Max)
            return Refused("spec.taints", $"{items.Count} are too many; at most {Max} are accepted", causes);
        var taints = new List<Taint>();
        foreach (var (index, item) in items.Index())
        {
            var path = $"spec.taints[{index}]";
            if (FindProblem(item) is { } problem)
                Refused(path + problem.Field, problem.Message, causes);
            else if (Read(item!, node, now) is var taint && taints.Exists(other => IsSame(other, taint)))
                Refused(path, $"{taint.Key} with the effect {taint.Effect} is there twice", causes);
            else
                taints.Add(taint);
        }

        // A virtual node's own taint is what it is, and no part of what is on record.
        if (node.NodeKind == NodeKind.Virtual && taints.RemoveAll(IsOfVirtualNodes) == 0)
            Refused("spec.taints", $"a virtual node keeps its taint {VirtualKubelet.TaintKey}; cordon it to keep all pods off, or let a BurstPolicy say which may spill", causes);
        return [.. taints];
    }

    private static ImmutableArray<Taint> Refused(string path, string message, List<StatusCause> causes)
    {
        causes.Add(StatusCause.Invalid(path, message));
        return [];
    }

    private static (string Field, string Message)? FindProblem(JsonNode? item)
    {
        if (item is not JsonObject taint)
            return ("", "must be an object with key, value and effect");
        if (taint.Select(pair => pair.Key).Except(["key", "value", "effect", "timeAdded"]).FirstOrDefault() is { } unknown)
            return ($".{unknown}", "is not known; of a taint key, value, effect and timeAdded are");
        if (LabelRules.FindKeyProblem(Text(taint["key"])) is { } key)
            return (".key", key);
        if (LabelRules.FindValueProblem(Text(taint["value"])) is { } value)
            return (".value", value);
        return Effects.Contains(Text(taint["effect"])) ? null : (".effect", $"must be one of {string.Join(", ", Effects)}");
    }

    /// <summary>What it had already it has since then.</summary>
    private static Taint Read(JsonNode item, Node node, DateTimeOffset now)
    {
        var taint = new Taint(Text(item["key"]), Text(item["value"]), Text(item["effect"]));
        return node.Taints.FirstOrDefault(known => IsSame(known, taint) && known.Value == taint.Value)
            ?? (taint.Effect == Taint.NoExecute ? taint with { AddedAt = now } : taint);
    }

    private static bool IsSame(Taint one, Taint other) => one.Key == other.Key && one.Effect == other.Effect;

    private static bool IsOfVirtualNodes(Taint taint) =>
        taint is { Key: VirtualKubelet.TaintKey, Value: VirtualKubelet.TaintValue, Effect: VirtualKubelet.TaintEffect };

    private static string Text(JsonNode? value) => value is JsonValue text && text.TryGetValue(out string? read) ? read : value?.ToJsonString() ?? "";
}
