using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Objects;

namespace Burst.Core.Policies;

/// <summary>How many of the pods it selects somebody may take away at a time, as by draining a node (<c>policy/v1</c>). One of both amounts is set.</summary>
public sealed record PodDisruptionBudget : ClusterObject
{
    /// <summary>So many stay ready.</summary>
    public DisruptionAmount? MinAvailable { get; init; }

    /// <summary>So many, at most, are not ready.</summary>
    public DisruptionAmount? MaxUnavailable { get; init; }

    /// <summary>Pods with all these labels in the budget's namespace; empty for all of it.</summary>
    public ImmutableSortedDictionary<string, string> Selector { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.PodDisruptionBudget;

    public bool Selects(ObjectMeta pod) => pod.Namespace == Metadata.Namespace
        && Selector.All(label => pod.Labels.TryGetValue(label.Key, out var value) && value == label.Value);
}
