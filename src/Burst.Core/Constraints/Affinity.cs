using System.Text.Json.Serialization;

namespace Burst.Core.Constraints;

/// <summary>What a pod wants of the nodes it may be placed on; null in what it does not ask for.</summary>
public sealed record Affinity
{
    public NodeAffinity? NodeAffinity { get; init; }

    /// <summary>Pods that it wants near.</summary>
    public PodAffinity? PodAffinity { get; init; }

    /// <summary>Pods that it wants far.</summary>
    public PodAffinity? PodAntiAffinity { get; init; }

    /// <summary>It speaks of other pods.</summary>
    [JsonIgnore]
    public bool HasPodTerms => PodAffinity is not null || PodAntiAffinity is not null;
}
