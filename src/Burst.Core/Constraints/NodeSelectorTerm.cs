using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Nodes;
using Burst.Core.Serialization;

namespace Burst.Core.Constraints;

/// <summary>Conditions on a node of which all must hold. As in Kubernetes, one without any matches no node.</summary>
public sealed record NodeSelectorTerm
{
    [JsonIgnore]
    public ImmutableArray<NodeSelectorRequirement> MatchExpressions
    {
        get => StoredMatchExpressions ?? [];
        init => StoredMatchExpressions = StoredList.OrNull(value);
    }

    [JsonIgnore]
    public ImmutableArray<NodeSelectorRequirement> MatchFields
    {
        get => StoredMatchFields ?? [];
        init => StoredMatchFields = StoredList.OrNull(value);
    }

    [JsonIgnore]
    public bool IsEmpty => StoredMatchExpressions is null && StoredMatchFields is null;

    public bool Matches(Node node)
    {
        foreach (var requirement in MatchExpressions)
        {
            if (!requirement.Matches(node.FindLabel(requirement.Key)))
                return false;
        }

        foreach (var requirement in MatchFields)
        {
            if (!requirement.Matches(node.Metadata.Name))
                return false;
        }

        return !IsEmpty;
    }

    [JsonInclude]
    [JsonPropertyName("matchExpressions")]
    internal ImmutableArray<NodeSelectorRequirement>? StoredMatchExpressions { get; init; }

    [JsonInclude]
    [JsonPropertyName("matchFields")]
    internal ImmutableArray<NodeSelectorRequirement>? StoredMatchFields { get; init; }
}
