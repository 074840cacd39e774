using Burst.Api.Errors;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Api.Logs;

/// <summary>Which container of which pod. The pod is null when all that is left of it is its saved log.</summary>
internal sealed record LogTarget(Pod? Pod, PodUid Uid, string Container)
{
    public static LogTarget Of(Pod pod, LogParameters parameters)
    {
        var name = pod.Metadata.Name;
        var containers = pod.Spec.Containers.Select(container => container.Name).ToList();
        var choices = string.Join(" ", containers);
        if (parameters.Container is null && containers.Count > 1)
            throw Refusal.BadRequest($"a container name must be specified for pod {name}, choose one of: [{choices}]");
        var container = parameters.Container ?? containers[0];
        var inits = pod.Spec.InitContainers.Select(init => init.Name).ToList();
        if (!containers.Contains(container) && !inits.Contains(container))
            throw Refusal.BadRequest($"container {container} is not valid for pod {name}, choose one of: [{string.Join(" ", inits.Concat(containers))}]");
        var seen = (inits.Contains(container) ? pod.InitContainers : pod.Containers).FirstOrDefault(status => status.Name == container);
        if (parameters.WantsPrevious)
            RefusePrevious(pod, container, seen);
        if (!HasStarted(pod, seen))
            throw Refusal.BadRequest($"container \"{container}\" in pod \"{name}\" is waiting to start: {WaitingReason(pod, seen)}");
        return new LogTarget(pod, pod.Uid, container);
    }

    /// <summary>Whether the pod's host still has it, and so has its log up to now.</summary>
    public bool IsOn(IPodHost? host) => host is IPodLogs && Pod is { HoldsCapacity: true };

    private static void RefusePrevious(Pod pod, string container, ContainerStatus? seen) => throw Refusal.BadRequest(seen is { RestartCount: > 0 }
        ? $"previous: the log of container \"{container}\" goes on across restarts and is kept as one; ask for it without previous"
        : $"previous terminated container \"{container}\" in pod \"{pod.Metadata.Name}\" not found");

    private static bool HasStarted(Pod pod, ContainerStatus? seen) =>
        seen is { State: not ContainerState.Waiting } or { StartedAt: not null } or { RestartCount: > 0 } || (pod.StartedAt is not null && seen is null);

    private static string WaitingReason(Pod pod, ContainerStatus? seen)
    {
        if (seen?.Reason is { } reason)
            return seen.Message is { } detail ? $"{reason}: {detail}" : reason;
        if (pod.IsTerminal)
            return $"the pod ended before it ran ({pod.Reason}: {pod.Message})";
        return pod.Placement is null ? $"{pod.Reason ?? "Pending"}: {pod.Message ?? "no node has been chosen yet"}" : "ContainerCreating";
    }
}
