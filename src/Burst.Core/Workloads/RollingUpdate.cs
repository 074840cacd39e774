namespace Burst.Core.Workloads;

/// <summary>
/// Pods of a new template take the place of those of the old one a few at a time, as Kubernetes does it: at no time fewer are available
/// than the replicas less <see cref="MaxUnavailable"/>, and at no time are there more than the replicas and <see cref="MaxSurge"/>.
/// </summary>
public sealed record RollingUpdate
{
    /// <summary>Kubernetes' default.</summary>
    public static readonly RollingUpdate Default = new();

    /// <summary>Pods beyond the replicas; part of a pod counts as one.</summary>
    public PodShare MaxSurge { get; init; } = PodShare.Percent(25);

    /// <summary>Pods that may be missing; part of a pod counts as none.</summary>
    public PodShare MaxUnavailable { get; init; } = PodShare.Percent(25);

    /// <summary>What both come to for a number of replicas. Where both came to nothing no pod could ever be replaced: then one may be missing.</summary>
    public (int Surge, int Unavailable) For(int replicas)
    {
        var (surge, unavailable) = (MaxSurge.Of(replicas, roundsUp: true), MaxUnavailable.Of(replicas, roundsUp: false));
        return (surge, surge == 0 && unavailable == 0 ? Math.Min(1, replicas) : Math.Min(unavailable, replicas));
    }
}
