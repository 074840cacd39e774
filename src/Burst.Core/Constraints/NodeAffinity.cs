using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Nodes;
using Burst.Core.Serialization;

namespace Burst.Core.Constraints;

/// <summary>Which nodes a pod wants, by their labels and names.</summary>
public sealed record NodeAffinity
{
    /// <summary>One of these must match (<c>requiredDuringSchedulingIgnoredDuringExecution</c>); empty for any node.</summary>
    [JsonIgnore]
    public ImmutableArray<NodeSelectorTerm> Required
    {
        get => StoredRequired ?? [];
        init => StoredRequired = StoredList.OrNull(value);
    }

    /// <summary>The more of these match, the better (<c>preferredDuringSchedulingIgnoredDuringExecution</c>).</summary>
    [JsonIgnore]
    public ImmutableArray<PreferredNodeTerm> Preferred
    {
        get => StoredPreferred ?? [];
        init => StoredPreferred = StoredList.OrNull(value);
    }

    /// <summary>Whether what it requires holds of the node.</summary>
    public bool Matches(Node node)
    {
        if (StoredRequired is not { } terms)
            return true;
        foreach (var term in terms)
        {
            if (term.Matches(node))
                return true;
        }

        return false;
    }

    [JsonInclude]
    [JsonPropertyName("required")]
    internal ImmutableArray<NodeSelectorTerm>? StoredRequired { get; init; }

    [JsonInclude]
    [JsonPropertyName("preferred")]
    internal ImmutableArray<PreferredNodeTerm>? StoredPreferred { get; init; }
}
