using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Serialization;

namespace Burst.Core.Objects;

/// <summary>
/// Selects objects by their labels, as Kubernetes defines it: all of it must hold, and an empty one selects everything. One that is left out
/// selects nothing.
/// </summary>
public sealed record LabelSelector
{
    public static readonly LabelSelector Everything = new();

    /// <summary>Each of them with this very value.</summary>
    [JsonIgnore]
    public ImmutableSortedDictionary<string, string> MatchLabels
    {
        get => StoredMatchLabels ?? ImmutableSortedDictionary<string, string>.Empty;
        init => StoredMatchLabels = value.IsEmpty ? null : value;
    }

    [JsonIgnore]
    public ImmutableArray<LabelRequirement> MatchExpressions
    {
        get => StoredMatchExpressions ?? [];
        init => StoredMatchExpressions = StoredList.OrNull(value);
    }

    public bool Matches(ImmutableSortedDictionary<string, string> labels)
    {
        if (StoredMatchLabels is { } wanted)
        {
            foreach (var (key, value) in wanted)
            {
                if (!labels.TryGetValue(key, out var actual) || actual != value)
                    return false;
            }
        }

        foreach (var requirement in MatchExpressions)
        {
            if (!requirement.Matches(labels))
                return false;
        }

        return true;
    }

    /// <summary>As kubectl writes it: <c>app=web,tier in (a,b)</c>.</summary>
    public override string ToString()
    {
        string[] parts = [.. MatchLabels.Select(pair => $"{pair.Key}={pair.Value}"), .. MatchExpressions.Select(requirement => requirement.ToString())];
        return parts.Length == 0 ? "all pods" : string.Join(',', parts);
    }

    [JsonInclude]
    [JsonPropertyName("matchLabels")]
    internal ImmutableSortedDictionary<string, string>? StoredMatchLabels { get; init; }

    [JsonInclude]
    [JsonPropertyName("matchExpressions")]
    internal ImmutableArray<LabelRequirement>? StoredMatchExpressions { get; init; }
}
