using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Objects;
using Burst.Core.Serialization;

namespace Burst.Core.Constraints;

/// <summary>Pods that another wants near, or far: selected by label and namespace, near being what shares a topology.</summary>
public sealed record PodAffinityTerm
{
    /// <summary>The label of nodes by which they are near each other: those with the same value.</summary>
    public required string TopologyKey { get; init; }

    /// <summary>Null for no pods.</summary>
    public LabelSelector? LabelSelector { get; init; }

    /// <summary>By name, beside those of <see cref="NamespaceSelector"/>; the pod's own where both are left out.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Namespaces
    {
        get => StoredNamespaces ?? [];
        init => StoredNamespaces = StoredList.OrNull(value);
    }

    /// <summary>By label; null for none.</summary>
    public LabelSelector? NamespaceSelector { get; init; }

    /// <summary>Labels in which the selected are like the pod itself; one that it does not have asks for nothing.</summary>
    [JsonIgnore]
    public ImmutableArray<string> MatchLabelKeys
    {
        get => StoredMatchLabelKeys ?? [];
        init => StoredMatchLabelKeys = StoredList.OrNull(value);
    }

    /// <summary>Labels in which the selected are unlike the pod itself; one that it does not have asks for nothing.</summary>
    [JsonIgnore]
    public ImmutableArray<string> MismatchLabelKeys
    {
        get => StoredMismatchLabelKeys ?? [];
        init => StoredMismatchLabelKeys = StoredList.OrNull(value);
    }

    /// <summary>Whether a pod whose term this is means another.</summary>
    /// <param name="ownNamespace">Of the pod whose term it is.</param>
    /// <param name="ownLabels">Of the pod whose term it is.</param>
    /// <param name="otherNamespace">Of the other pod.</param>
    /// <param name="otherLabels">Of the other pod.</param>
    /// <param name="labelsOf">Those of a namespace.</param>
    public bool Matches(
        string ownNamespace, ImmutableSortedDictionary<string, string> ownLabels, string otherNamespace, ImmutableSortedDictionary<string, string> otherLabels,
        Func<string, ImmutableSortedDictionary<string, string>> labelsOf) =>
        LabelSelector is { } selector
        && MatchesNamespace(ownNamespace, otherNamespace, labelsOf)
        && selector.Matches(otherLabels)
        && LabelKeys.AreAlike(MatchLabelKeys, ownLabels, otherLabels)
        && LabelKeys.AreUnlike(MismatchLabelKeys, ownLabels, otherLabels);

    private bool MatchesNamespace(string own, string other, Func<string, ImmutableSortedDictionary<string, string>> labelsOf) =>
        StoredNamespaces is null && NamespaceSelector is null
            ? own == other
            : Namespaces.Contains(other) || NamespaceSelector?.Matches(labelsOf(other)) == true;

    [JsonInclude]
    [JsonPropertyName("namespaces")]
    internal ImmutableArray<string>? StoredNamespaces { get; init; }

    [JsonInclude]
    [JsonPropertyName("matchLabelKeys")]
    internal ImmutableArray<string>? StoredMatchLabelKeys { get; init; }

    [JsonInclude]
    [JsonPropertyName("mismatchLabelKeys")]
    internal ImmutableArray<string>? StoredMismatchLabelKeys { get; init; }
}
