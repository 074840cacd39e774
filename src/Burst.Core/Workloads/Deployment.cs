using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;

namespace Burst.Core.Workloads;

public sealed record Deployment : ClusterObject
{
    public const int ReplicasMax = 100_000;

    public required int Replicas { get; init; }

    /// <summary>Labels that the template's labels contain.</summary>
    public required ImmutableSortedDictionary<string, string> Selector { get; init; }

    public required PodTemplate Template { get; init; }

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.Deployment;
}
