using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Ids;

namespace Burst.Core.Objects;

public sealed record ConfigMap : ClusterObject
{
    /// <summary>Kubernetes' limit on the sum of keys and values of a ConfigMap or Secret.</summary>
    public const int BytesMax = 1024 * 1024;

    public ImmutableSortedDictionary<string, string> Data { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool Immutable { get; init; }

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.ConfigMap;
}
