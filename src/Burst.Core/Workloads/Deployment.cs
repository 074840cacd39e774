using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;

namespace Burst.Core.Workloads;

public sealed record Deployment : ClusterObject
{
    public const int ReplicasMax = 100_000;

    /// <summary>Kubernetes' default.</summary>
    public const int DefaultRevisionsKept = 10;

    public const int RevisionsKeptMax = 100;

    /// <summary>Kubernetes' default.</summary>
    public static readonly TimeSpan DefaultProgressDeadline = TimeSpan.FromMinutes(10);

    public required int Replicas { get; init; }

    /// <summary>Labels that the template's labels contain.</summary>
    public required ImmutableSortedDictionary<string, string> Selector { get; init; }

    public required PodTemplate Template { get; init; }

    /// <summary>
    /// Null for Recreate: all pods of the old template end before the first of the new one starts. Rows from before there was another way have
    /// none and stay so.
    /// </summary>
    public RollingUpdate? RollingUpdate { get; init; }

    /// <summary>How long a pod has to be ready without a break before it counts as available.</summary>
    public TimeSpan MinReady { get; init; }

    /// <summary>A rollout of which nothing comes for so long is reported as stuck.</summary>
    [JsonIgnore]
    public TimeSpan ProgressDeadline
    {
        get => StoredProgressDeadline ?? DefaultProgressDeadline;
        init => StoredProgressDeadline = value;
    }

    /// <summary>Revisions kept beside the present one; those that still have pods are kept in any case.</summary>
    [JsonIgnore]
    public int RevisionsKept
    {
        get => StoredRevisionsKept ?? DefaultRevisionsKept;
        init => StoredRevisionsKept = value;
    }

    /// <summary>The control plane's own, not the user's.</summary>
    [JsonIgnore]
    public Rollout Rollout
    {
        get => StoredRollout ?? Rollout.None;
        init => StoredRollout = value;
    }

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.Deployment;

    // Rows from before there were these have none.
    [JsonInclude]
    [JsonPropertyName("progressDeadline")]
    internal TimeSpan? StoredProgressDeadline { get; init; }

    [JsonInclude]
    [JsonPropertyName("revisionsKept")]
    internal int? StoredRevisionsKept { get; init; }

    [JsonInclude]
    [JsonPropertyName("rollout")]
    internal Rollout? StoredRollout { get; init; }
}
