using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Serialization;

namespace Burst.Core.Constraints;

/// <summary>Which pods a pod wants near (<c>podAffinity</c>), or far (<c>podAntiAffinity</c>).</summary>
public sealed record PodAffinity
{
    /// <summary>All of these must hold (<c>requiredDuringSchedulingIgnoredDuringExecution</c>).</summary>
    [JsonIgnore]
    public ImmutableArray<PodAffinityTerm> Required
    {
        get => StoredRequired ?? [];
        init => StoredRequired = StoredList.OrNull(value);
    }

    /// <summary>The more of these hold, the better (<c>preferredDuringSchedulingIgnoredDuringExecution</c>).</summary>
    [JsonIgnore]
    public ImmutableArray<WeightedPodAffinityTerm> Preferred
    {
        get => StoredPreferred ?? [];
        init => StoredPreferred = StoredList.OrNull(value);
    }

    [JsonInclude]
    [JsonPropertyName("required")]
    internal ImmutableArray<PodAffinityTerm>? StoredRequired { get; init; }

    [JsonInclude]
    [JsonPropertyName("preferred")]
    internal ImmutableArray<WeightedPodAffinityTerm>? StoredPreferred { get; init; }
}
