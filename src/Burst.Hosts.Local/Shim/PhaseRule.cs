using Burst.Core.Pods;

namespace Burst.Hosts.Local.Shim;

/// <summary>A pod's phase from its containers, as the kubelet computes it.</summary>
internal static class PhaseRule
{
    /// <param name="containers">What is said of each container.</param>
    /// <param name="isFinal">No container will be started again.</param>
    public static PodPhase Compute(IReadOnlyCollection<ContainerStatus> containers, bool isFinal)
    {
        if (isFinal)
            return containers.All(container => container.ExitCode == 0) ? PodPhase.Succeeded : PodPhase.Failed;

        // One that waits for its restart has run: it does not make the pod pending again.
        return containers.Any(container => container is { State: ContainerState.Waiting, RestartCount: 0 }) ? PodPhase.Pending : PodPhase.Running;
    }
}
