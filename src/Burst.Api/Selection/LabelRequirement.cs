using System.Collections.Immutable;

namespace Burst.Api.Selection;

/// <summary>One condition on one label. With no values it asks only whether the label is there.</summary>
internal sealed record LabelRequirement(string Key, ImmutableArray<string> Values, bool IsNegated)
{
    /// <summary>As in Kubernetes, != and notin are also satisfied where the label is missing.</summary>
    public bool Matches(ImmutableSortedDictionary<string, string> labels)
    {
        var found = labels.TryGetValue(Key, out var value);
        return (Values.IsEmpty ? found : found && Values.Contains(value!)) != IsNegated;
    }
}
