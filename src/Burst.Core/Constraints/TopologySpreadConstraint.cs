using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Objects;
using Burst.Core.Serialization;

namespace Burst.Core.Constraints;

/// <summary>How evenly pods are to be spread over the values of a label of nodes.</summary>
public sealed record TopologySpreadConstraint
{
    /// <summary>1 or more: by how many pods one value may be ahead of the one that has fewest.</summary>
    public required int MaxSkew { get; init; }

    public required string TopologyKey { get; init; }

    public required WhenUnsatisfiable WhenUnsatisfiable { get; init; }

    /// <summary>Of the pod's namespace, which pods are counted; null for none.</summary>
    public LabelSelector? LabelSelector { get; init; }

    /// <summary>With fewer values than this the fewest counts as 0; null for 1.</summary>
    public int? MinDomains { get; init; }

    /// <summary>Labels in which the counted pods are like the pod itself.</summary>
    [JsonIgnore]
    public ImmutableArray<string> MatchLabelKeys
    {
        get => StoredMatchLabelKeys ?? [];
        init => StoredMatchLabelKeys = StoredList.OrNull(value);
    }

    /// <summary>For nodes that the pod's selector and affinity rule out; Honor unless told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public NodeInclusionPolicy NodeAffinityPolicy { get; init; }

    /// <summary>For nodes whose taints the pod does not tolerate; null for Ignore.</summary>
    public NodeInclusionPolicy? NodeTaintsPolicy { get; init; }

    [JsonIgnore]
    public bool IsHard => WhenUnsatisfiable == WhenUnsatisfiable.DoNotSchedule;

    /// <summary>Whether a pod of this namespace with these labels counts for one that has the constraint.</summary>
    public bool Counts(string ownNamespace, ImmutableSortedDictionary<string, string> ownLabels, string otherNamespace, ImmutableSortedDictionary<string, string> otherLabels) =>
        LabelSelector is { } selector && ownNamespace == otherNamespace && selector.Matches(otherLabels) && LabelKeys.AreAlike(MatchLabelKeys, ownLabels, otherLabels);

    [JsonInclude]
    [JsonPropertyName("matchLabelKeys")]
    internal ImmutableArray<string>? StoredMatchLabelKeys { get; init; }
}
