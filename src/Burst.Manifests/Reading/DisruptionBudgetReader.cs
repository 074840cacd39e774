using System.Collections.Immutable;
using System.Globalization;
using Burst.Core.Objects;
using Burst.Core.Policies;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

internal static class DisruptionBudgetReader
{
    private const string Rule = "a whole number of pods, or a share of them such as \"50%\"";

    public static ClusterObject Read(FieldReader fields)
    {
        var read = new PodDisruptionBudget { Metadata = MetadataReader.Read(fields) };
        fields.Drop("status");
        if (fields.Fields("spec") is { } spec)
            read = ReadSpec(spec, read);
        else if (!fields.Has("spec"))
            fields.Missing("spec", "a map with minAvailable or maxUnavailable, and a selector");
        fields.Finish();
        return read;
    }

    private static PodDisruptionBudget ReadSpec(FieldReader spec, PodDisruptionBudget budget)
    {
        if (spec.Has("minAvailable") && spec.Has("maxUnavailable"))
            spec.Error("maxUnavailable", "cannot be set beside minAvailable; write one of minAvailable and maxUnavailable");
        else if (!spec.Has("minAvailable") && !spec.Has("maxUnavailable"))
            spec.Missing("minAvailable", $"{Rule}; or maxUnavailable instead");
        if (!spec.Has("selector"))
            spec.Missing("selector", "matchLabels; {} selects all pods of the namespace");
        spec.Choice("unhealthyPodEvictionPolicy", ("IfHealthyBudget", true));
        var read = budget with
        {
            MinAvailable = ReadAmount(spec, "minAvailable"),
            MaxUnavailable = ReadAmount(spec, "maxUnavailable"),
            Selector = spec.Fields("selector") is { } selector ? SelectorReader.Read(selector) : ImmutableSortedDictionary<string, string>.Empty,
        };
        spec.Finish();
        return read;
    }

    private static DisruptionAmount? ReadAmount(FieldReader spec, string name)
    {
        if (spec.Find(name) is not { } entry)
            return null;
        if (entry.Value is ScalarNode { Kind: ScalarKind.String })
        {
            return spec.Text(name, text => Percent(text) is null ? $"{NodeText.Quote(text)} is not accepted; write {Rule}" : null) is { } share
                ? new DisruptionAmount(Percent(share)!.Value, IsPercent: true)
                : null;
        }

        return spec.Integer(name, min: 0) is { } pods ? new DisruptionAmount(pods, IsPercent: false) : null;
    }

    private static int? Percent(string text) =>
        text.EndsWith('%') && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 100 ? value : null;
}
