using System.Text.Json;
using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Reading;

/// <summary>Selectors and the rules that are made of them.</summary>
internal static class SelectorReader
{
    private static readonly string[] LabelOperators = ["In", "NotIn", "Exists", "DoesNotExist"];
    private static readonly string[] NodeOperators = [.. LabelOperators, "Gt", "Lt"];
    private static readonly string[] FieldOperators = ["In", "NotIn"];

    public static NodeSelectorTerm ReadNodeTerm(JsonElement element) => new(
        element.Field("matchExpressions").List(expression => ReadRequirement(expression, NodeOperators)),
        element.Field("matchFields").List(ReadField));

    public static PodAffinityTerm ReadPodTerm(JsonElement element, Labels owner)
    {
        var selector = Narrow(ReadSelector(element.Field("labelSelector")), element.Field("matchLabelKeys"), "In", owner);
        return new PodAffinityTerm(
            element.Required("topologyKey"),
            Narrow(selector, element.Field("mismatchLabelKeys"), "NotIn", owner),
            element.Field("namespaces").List(name => name.GetString()!),
            ReadSelector(element.Field("namespaceSelector")));
    }

    public static SpreadConstraint ReadSpread(JsonElement element, Labels owner) => new(
        element.Required("topologyKey"),
        element.Field("maxSkew").Number() ?? throw new FormatException("'maxSkew' of a topology spread constraint is missing."),
        element.Field("minDomains").Number() ?? 1,
        Narrow(ReadSelector(element.Field("labelSelector")), element.Field("matchLabelKeys"), "In", owner),
        Honors(element.Field("nodeAffinityPolicy"), byDefault: true),
        Honors(element.Field("nodeTaintsPolicy"), byDefault: false));

    private static bool Honors(JsonElement? policy, bool byDefault) => policy.Text() switch
    {
        "" => byDefault,
        "Honor" => true,
        "Ignore" => false,
        var unknown => throw new FormatException($"Policy '{unknown}' is neither Honor nor Ignore."),
    };

    private static LabelSelector? ReadSelector(JsonElement? element) => element is null ? null : new LabelSelector(
    [
        .. element.Field("matchLabels").Map().Select(label => new Requirement(label.Key, "In", [label.Value])),
        .. element.Field("matchExpressions").List(expression => ReadRequirement(expression, LabelOperators)),
    ]);

    /// <summary>
    /// What matchLabelKeys (In) and mismatchLabelKeys (NotIn) add: the owner's own values of these labels. A key that the owner lacks is
    /// ignored, and no selector stays none.
    /// </summary>
    private static LabelSelector? Narrow(LabelSelector? selector, JsonElement? keys, string comparison, Labels owner) => selector is null ? null : new LabelSelector(
    [
        .. selector.Requirements,
        .. keys.List(key => key.GetString()!).Where(key => owner[key] is not null).Select(key => new Requirement(key, comparison, [owner[key]!])),
    ]);

    private static Requirement ReadField(JsonElement element)
    {
        var requirement = ReadRequirement(element, FieldOperators);
        return requirement.Key == "metadata.name" ? requirement : throw new FormatException($"matchFields knows metadata.name only, and not '{requirement.Key}'.");
    }

    private static Requirement ReadRequirement(JsonElement element, string[] operators)
    {
        var requirement = new Requirement(element.Required("key"), element.Required("operator"), element.Field("values").List(value => value.GetString()!));
        if (!operators.Contains(requirement.Operator))
            throw new FormatException($"Operator '{requirement.Operator}' is none of {string.Join(", ", operators)}.");
        var isCounted = requirement.Operator switch
        {
            "In" or "NotIn" => requirement.Values.Count > 0,
            "Exists" or "DoesNotExist" => requirement.Values.Count == 0,
            _ => requirement.Values.Count == 1,
        };
        return isCounted ? requirement : throw new FormatException($"Operator '{requirement.Operator}' cannot have {requirement.Values.Count} values.");
    }
}
