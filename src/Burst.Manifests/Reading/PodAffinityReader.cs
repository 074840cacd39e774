using Burst.Core.Constraints;

namespace Burst.Manifests.Reading;

internal static class PodAffinityReader
{
    /// <param name="owner">The affinity of a pod.</param>
    /// <param name="name">podAffinity or podAntiAffinity.</param>
    /// <returns>Null where nothing is asked for.</returns>
    public static PodAffinity? Read(FieldReader owner, string name)
    {
        if (owner.Fields(name) is not { } fields)
            return null;
        var read = new PodAffinity
        {
            Required = [.. fields.List(NodeAffinityReader.RequiredField).Select(ReadTerm)],
            Preferred = [.. fields.List(NodeAffinityReader.PreferredField).Select(ReadPreferred)],
        };
        fields.Finish();
        return read.Required.IsEmpty && read.Preferred.IsEmpty ? null : read;
    }

    private static WeightedPodAffinityTerm ReadPreferred(FieldReader fields)
    {
        var weight = NodeAffinityReader.ReadWeight(fields);
        if (!fields.Has("podAffinityTerm"))
            fields.Missing("podAffinityTerm", "which pods are meant: topologyKey and labelSelector");
        var read = new WeightedPodAffinityTerm(weight, fields.Fields("podAffinityTerm") is { } term ? ReadTerm(term) : new PodAffinityTerm { TopologyKey = "" });
        fields.Finish();
        return read;
    }

    private static PodAffinityTerm ReadTerm(FieldReader fields)
    {
        var selector = LabelSelectorReader.Read(fields, "labelSelector");
        var read = new PodAffinityTerm
        {
            TopologyKey = ReadTopologyKey(fields),
            LabelSelector = selector,
            Namespaces = fields.Texts("namespaces", NameRules.Label),
            NamespaceSelector = LabelSelectorReader.Read(fields, "namespaceSelector"),
            MatchLabelKeys = LabelSelectorReader.ReadKeys(fields, "matchLabelKeys", selector),
            MismatchLabelKeys = LabelSelectorReader.ReadKeys(fields, "mismatchLabelKeys", selector, mayRepeat: true),
        };
        if (read.MatchLabelKeys.Intersect(read.MismatchLabelKeys).FirstOrDefault() is { } twice)
            fields.Error("mismatchLabelKeys", $"{NodeText.Quote(twice)} is in matchLabelKeys too; name it in one of them");
        fields.Finish();
        return read;
    }

    public static string ReadTopologyKey(FieldReader fields) =>
        fields.RequiredText("topologyKey", "the label of nodes whose values are the places, such as kubernetes.io/hostname or topology.kubernetes.io/zone", NameRules.LabelKey);
}
