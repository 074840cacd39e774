using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Burst.Core.Objects;

/// <summary>Kubernetes object metadata, the part Burst keeps.</summary>
public sealed record ObjectMeta
{
    public required string Name { get; init; }

    /// <summary>Empty for cluster-scoped objects.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>A GUID given by the server when the object is created; empty before.</summary>
    public string Uid { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [JsonIgnore]
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The commit that last changed the object; grows with every commit. 0 before the first. A store keeps it beside the object.</summary>
    [JsonIgnore]
    public long ResourceVersion { get; init; }

    /// <summary>Counts changes of what the user declared, from 1.</summary>
    public long Generation { get; init; }

    /// <summary>Set once when deletion is asked for; the object goes when everything it owns is gone.</summary>
    public DateTimeOffset? DeletionRequestedAt { get; init; }

    [JsonInclude]
    [JsonPropertyName("annotations")]
    internal ImmutableSortedDictionary<string, string>? StoredAnnotations
    {
        get => Annotations.IsEmpty ? null : Annotations;
        init => Annotations = value ?? ImmutableSortedDictionary<string, string>.Empty;
    }
}
