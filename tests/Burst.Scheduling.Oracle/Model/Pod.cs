namespace Burst.Scheduling.Oracle.Model;

internal sealed record Pod
{
    public required string Name { get; init; }
    public required string Namespace { get; init; }
    public required Labels Labels { get; init; }

    /// <summary>Of a bound pod, its node; of the incoming one, the only node it may go to; null: none is named.</summary>
    public required string? NodeName { get; init; }

    /// <summary>It has been asked to go and still holds its place.</summary>
    public required bool IsTerminating { get; init; }

    /// <summary>Of a pod that waits: where room is kept for it; null: nowhere.</summary>
    public required string? NominatedNodeName { get; init; }

    public required int Priority { get; init; }

    /// <summary>Whether others may be ended for it.</summary>
    public required bool Preempts { get; init; }

    /// <summary>Null: it has not started.</summary>
    public required DateTimeOffset? StartTime { get; init; }

    public required IReadOnlyList<string> Gates { get; init; }
    public required IReadOnlyList<Container> Containers { get; init; }
    public required IReadOnlyList<Container> InitContainers { get; init; }
    public required ResourceList Overhead { get; init; }
    public required IReadOnlyDictionary<string, string> NodeSelector { get; init; }

    /// <summary>ORed; null: no required node affinity.</summary>
    public required IReadOnlyList<NodeSelectorTerm>? NodeAffinity { get; init; }

    public required IReadOnlyList<Weighted<NodeSelectorTerm>> PreferredNodes { get; init; }

    public required IReadOnlyList<Toleration> Tolerations { get; init; }
    public required IReadOnlyList<PodAffinityTerm> PodAffinity { get; init; }
    public required IReadOnlyList<PodAffinityTerm> PodAntiAffinity { get; init; }
    public required IReadOnlyList<Weighted<PodAffinityTerm>> PreferredPods { get; init; }
    public required IReadOnlyList<Weighted<PodAffinityTerm>> AvoidedPods { get; init; }

    /// <summary>What it belongs to; null: it is nobody's.</summary>
    public required string? App { get; init; }

    /// <summary>Marathon's.</summary>
    public required IReadOnlyList<FieldConstraint> Constraints { get; init; }

    /// <summary>Those that forbid.</summary>
    public required IReadOnlyList<SpreadConstraint> TopologySpread { get; init; }

    /// <summary>Those that only prefer.</summary>
    public required IReadOnlyList<SpreadConstraint> SpreadWishes { get; init; }
}
