using System.Collections.Immutable;

namespace Burst.Manifests.Reading;

/// <summary>Reads a label selector; only matchLabels.</summary>
internal static class SelectorReader
{
    public static ImmutableSortedDictionary<string, string> Read(FieldReader selector)
    {
        var labels = selector.TextMap("matchLabels", NameRules.LabelKey, NameRules.LabelValue);
        selector.Finish("matchExpressions");
        return labels;
    }
}
