using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Burst.Core.Objects;

namespace Burst.Manifests.Writing;

internal static class SelectorWriter
{
    /// <summary>One that is left out selects nothing, an empty one everything.</summary>
    public static void Add(JsonObject json, string name, LabelSelector? selector)
    {
        if (selector is not null)
            json[name] = Write(selector);
    }

    private static JsonObject Write(LabelSelector selector)
    {
        var json = new JsonObject();
        ObjectWriter.AddTexts(json, "matchLabels", selector.MatchLabels);
        if (!selector.MatchExpressions.IsEmpty)
            json["matchExpressions"] = new JsonArray([.. selector.MatchExpressions.Select(part => Write(part.Key, part.Operator.ToString(), part.Values))]);
        return json;
    }

    public static JsonObject Write(string key, string operation, ImmutableArray<string> values)
    {
        var json = new JsonObject { ["key"] = key, ["operator"] = operation };
        if (!values.IsEmpty)
            json["values"] = ObjectWriter.Texts(values);
        return json;
    }
}
