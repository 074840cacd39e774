using System.Collections.Immutable;
using Burst.Core.Objects;

namespace Burst.Manifests.Reading;

/// <summary>Reads a label selector with all that Kubernetes has of it.</summary>
internal static class LabelSelectorReader
{
    /// <returns>Null where the field is left out: that selects nothing, and an empty map everything.</returns>
    public static LabelSelector? Read(FieldReader owner, string name)
    {
        if (owner.Fields(name) is not { } selector)
            return null;
        var read = new LabelSelector
        {
            MatchLabels = selector.TextMap("matchLabels", NameRules.LabelKey, NameRules.LabelValue),
            MatchExpressions = [.. selector.List("matchExpressions").Select(ReadRequirement)],
        };
        selector.Finish();
        return read;
    }

    private static LabelRequirement ReadRequirement(FieldReader fields)
    {
        var key = fields.RequiredText("key", "the key of a label", NameRules.LabelKey);
        if (!fields.Has("operator"))
            fields.Missing("operator", "In, NotIn, Exists or DoesNotExist");
        var read = fields.Choice(
            "operator", ("In", LabelOperator.In), ("NotIn", LabelOperator.NotIn), ("Exists", LabelOperator.Exists), ("DoesNotExist", LabelOperator.DoesNotExist));
        var values = fields.Texts("values", NameRules.LabelValue);
        if (read is LabelOperator.In or LabelOperator.NotIn && values.IsEmpty)
            fields.Missing("values", $"one or more values with operator {read}");
        else if (read is LabelOperator.Exists or LabelOperator.DoesNotExist && !values.IsEmpty)
            fields.Error("values", $"must be left out with operator {read}");
        fields.Finish();
        return new LabelRequirement(key, read ?? LabelOperator.Exists, values);
    }

    /// <summary>Keys whose values on the pod itself narrow the selector.</summary>
    /// <param name="owner">What has the selector.</param>
    /// <param name="name">Of the field.</param>
    /// <param name="selector">As it was read.</param>
    /// <param name="mayRepeat">A key may be in the selector too, as in the documentation of mismatchLabelKeys: only pods that have the label.</param>
    public static ImmutableArray<string> ReadKeys(FieldReader owner, string name, LabelSelector? selector, bool mayRepeat = false)
    {
        var keys = owner.Texts(name, NameRules.LabelKey);
        if (!keys.IsEmpty && selector is null)
            owner.Error(name, "is only accepted beside labelSelector, which it narrows");
        else if (!mayRepeat && selector is not null && keys.FirstOrDefault(key => selector.MatchLabels.ContainsKey(key) || selector.MatchExpressions.Any(part => part.Key == key)) is { } twice)
            owner.Error(name, $"{NodeText.Quote(twice)} is in labelSelector already; name it in one of them");
        return keys;
    }
}
