using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Rules;

/// <summary>
/// The room a pod needs: its containers and sidecars together, or what its most demanding moment of initialisation takes if that is
/// more, and its overhead on top. Init containers run one after the other, each beside the sidecars listed before it.
/// </summary>
internal static class PodRequest
{
    public static ResourceList Of(Pod pod)
    {
        var running = pod.Containers.Aggregate(ResourceList.Empty, (sum, container) => sum + container.Requests);
        var sidecars = ResourceList.Empty;
        var initialising = ResourceList.Empty;
        foreach (var container in pod.InitContainers)
        {
            initialising = ResourceList.Max(initialising, sidecars + container.Requests);
            if (container.IsSidecar)
                sidecars += container.Requests;
        }

        return ResourceList.Max(running + sidecars, initialising) + pod.Overhead;
    }
}
