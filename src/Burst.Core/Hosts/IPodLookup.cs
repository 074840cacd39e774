using Burst.Core.Ids;

namespace Burst.Core.Hosts;

/// <summary>
/// A host whose lists come from a service that may leave something out. What two lists have missed is asked for by its name
/// before it is taken for gone.
/// </summary>
public interface IPodLookup
{
    /// <summary>How the pod is; null only when the service itself says that there is no such pod.</summary>
    /// <exception cref="PodHostUnavailableException">The node did not answer; nothing is known.</exception>
    Task<PodObservation?> FindAsync(PodUid pod, CancellationToken cancellationToken);
}
