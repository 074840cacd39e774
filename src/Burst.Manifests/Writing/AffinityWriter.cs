using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Burst.Core.Constraints;
using Burst.Manifests.Reading;

namespace Burst.Manifests.Writing;

internal static class AffinityWriter
{
    public static JsonObject Write(Affinity affinity)
    {
        var json = new JsonObject();
        if (affinity.NodeAffinity is { } nodes)
            json["nodeAffinity"] = Write(nodes);
        if (affinity.PodAffinity is { } near)
            json["podAffinity"] = Write(near);
        if (affinity.PodAntiAffinity is { } far)
            json["podAntiAffinity"] = Write(far);
        return json;
    }

    private static JsonObject Write(PodAffinity affinity)
    {
        var json = new JsonObject();
        if (!affinity.Required.IsEmpty)
            json[NodeAffinityReader.RequiredField] = new JsonArray([.. affinity.Required.Select(Write)]);
        if (!affinity.Preferred.IsEmpty)
        {
            json[NodeAffinityReader.PreferredField] = new JsonArray([.. affinity.Preferred.Select(item =>
                new JsonObject { ["weight"] = item.Weight, ["podAffinityTerm"] = Write(item.Term) })]);
        }

        return json;
    }

    private static JsonObject Write(PodAffinityTerm term)
    {
        var json = new JsonObject { ["topologyKey"] = term.TopologyKey };
        SelectorWriter.Add(json, "labelSelector", term.LabelSelector);
        ObjectWriter.AddTexts(json, "namespaces", term.Namespaces);
        SelectorWriter.Add(json, "namespaceSelector", term.NamespaceSelector);
        ObjectWriter.AddTexts(json, "matchLabelKeys", term.MatchLabelKeys);
        ObjectWriter.AddTexts(json, "mismatchLabelKeys", term.MismatchLabelKeys);
        return json;
    }

    private static JsonObject Write(NodeAffinity affinity)
    {
        var json = new JsonObject();
        if (!affinity.Required.IsEmpty)
            json[NodeAffinityReader.RequiredField] = new JsonObject { ["nodeSelectorTerms"] = new JsonArray([.. affinity.Required.Select(Write)]) };
        if (!affinity.Preferred.IsEmpty)
        {
            json[NodeAffinityReader.PreferredField] = new JsonArray([.. affinity.Preferred.Select(term =>
                new JsonObject { ["weight"] = term.Weight, ["preference"] = Write(term.Preference) })]);
        }

        return json;
    }

    private static JsonObject Write(NodeSelectorTerm term)
    {
        var json = new JsonObject();
        Add("matchExpressions", term.MatchExpressions);
        Add("matchFields", term.MatchFields);
        return json;

        void Add(string name, ImmutableArray<NodeSelectorRequirement> requirements)
        {
            if (!requirements.IsEmpty)
                json[name] = new JsonArray([.. requirements.Select(part => SelectorWriter.Write(part.Key, part.Operator.ToString(), part.Values))]);
        }
    }
}
