using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Scheduling.Planning;

/// <summary>Which strategy goes for which pod: that of the pool it selects, else that of the cluster, else what suits its kind.</summary>
public sealed record PlacementStrategies
{
    /// <summary>The label that makes nodes a pool. A pod selects one by naming it in its nodeSelector.</summary>
    public const string PoolLabel = "burst.dev/pool";

    /// <summary>Null: what runs to its end is packed, services are spread.</summary>
    public PlacementStrategy? Cluster { get; init; }

    /// <summary>Of pods that select a pool, by its name.</summary>
    public ImmutableSortedDictionary<string, PlacementStrategy> Pools { get; init; } = ImmutableSortedDictionary<string, PlacementStrategy>.Empty;

    public PlacementStrategy For(Pod pod)
    {
        if (!Pools.IsEmpty && pod.Spec.NodeSelector.TryGetValue(PoolLabel, out var pool) && Pools.TryGetValue(pool, out var strategy))
            return strategy;
        return Cluster ?? (pod.Owner?.Kind == ObjectKind.Job || pod.Spec.RestartPolicy != RestartPolicy.Always ? PlacementStrategy.Binpack : PlacementStrategy.Spread);
    }
}
