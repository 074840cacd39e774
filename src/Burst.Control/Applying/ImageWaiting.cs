using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

/// <summary>Shows a pod whose create waits for an image by the containers that need it. Pure.</summary>
internal static class ImageWaiting
{
    public static Pod Show(Pod pod, CreateOutcome.Throttled outcome) => outcome.Image is not { } wait ? pod : pod with
    {
        Containers = Waiting(pod.Spec.Containers, wait, outcome.Reason),
        InitContainers = Waiting(pod.Spec.InitContainers, wait, outcome.Reason),
    };

    /// <summary>A kubelet has no reason of its own for a pull that goes on.</summary>
    private static ImmutableArray<ContainerStatus> Waiting(ImmutableArray<ContainerSpec> containers, ImageWait wait, string message) =>
    [
        .. containers.Where(container => container.Image == wait.Image).Select(container => new ContainerStatus
        {
            Name = container.Name,
            State = ContainerState.Waiting,
            Reason = wait.Reason == ImageWait.Pulling ? "ContainerCreating" : wait.Reason,
            Message = message,
        }),
    ];
}
