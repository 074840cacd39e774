namespace Burst.Core.Hosts;

/// <summary>A host that knows what its pods use.</summary>
public interface IPodStats
{
    /// <summary>What the pods that run use, by what their host measures; it may be some seconds old. Pods that do not run are left out.</summary>
    /// <exception cref="PodHostUnavailableException">The node did not answer.</exception>
    Task<IReadOnlyList<PodUse>> ReadStatsAsync(CancellationToken cancellationToken);
}
