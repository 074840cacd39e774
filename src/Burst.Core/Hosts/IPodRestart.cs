using Burst.Core.Ids;

namespace Burst.Core.Hosts;

/// <summary>A host that can end all containers of a pod that runs and start them again in their place, as the same pod.</summary>
public interface IPodRestart
{
    /// <summary>
    /// Returns when it is accepted. What is seen of the pod may for a while be of the run before, its end included. What is used goes on
    /// being used.
    /// </summary>
    /// <exception cref="PodHostUnavailableException">The node did not answer; it may have restarted the pod all the same.</exception>
    Task<RestartOutcome> RestartAsync(PodUid pod, CancellationToken cancellationToken);
}
