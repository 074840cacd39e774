using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Ids;

namespace Burst.Core.Objects;

/// <summary>Values are base64 as in Kubernetes. They are encrypted by the store and must not reach a log, an event or a listing.</summary>
public sealed record Secret : ClusterObject
{
    public string Type { get; init; } = "Opaque";

    public ImmutableSortedDictionary<string, string> Data { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool Immutable { get; init; }

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.Secret;

    /// <summary>Keys only: a record's generated text would print the values.</summary>
    public override string ToString() => $"Secret {Metadata.Namespace}/{Metadata.Name} ({string.Join(", ", Data.Keys)})";
}
