using Burst.Core.Ids;

namespace Burst.Core.Hosts;

/// <summary>A host that can stop a pod's containers so that nothing is used, and start them again in their place, as the same pod.</summary>
public interface IPodStop
{
    /// <summary>Idempotent: without an effect on a pod that does not run. It may take effect after the answer; what is seen of the pod tells.</summary>
    /// <exception cref="PodHostUnavailableException">The node did not answer, or wants it later; it may have stopped the pod all the same.</exception>
    Task<StopOutcome> StopAsync(PodUid pod, CancellationToken cancellationToken);

    /// <summary>Idempotent: without an effect on a pod that runs. What is seen of the pod may for a while be of the run before.</summary>
    /// <exception cref="PodHostUnavailableException">The node did not answer, or wants it later; it may have started the pod all the same.</exception>
    Task<StopOutcome> StartAsync(PodUid pod, CancellationToken cancellationToken);
}
