using System.Text.Json.Nodes;
using Burst.Core.Pods;

namespace Burst.Api.Kinds;

/// <summary>The conditions clients wait for.</summary>
internal static class PodConditions
{
    public static JsonArray Of(Pod pod)
    {
        return
        [
            Scheduled(pod).ToJson(),
            Initialized(pod).ToJson(),
            Readiness("ContainersReady", pod).ToJson(),
            Readiness("Ready", pod).ToJson(),
        ];
    }

    private static Condition Scheduled(Pod pod) => pod.Placement is { } placement
        ? new Condition("PodScheduled", true, placement.At)
        : new Condition(
            "PodScheduled", false, pod.Metadata.CreatedAt, pod.Spec.IsGated ? PodView.SchedulingGated : pod.Reason ?? "Unschedulable", pod.Message ?? "Not looked at yet.");

    /// <summary>A container that has run shows that the init containers before it are done, whether or not the host told of their end.</summary>
    private static Condition Initialized(Pod pod)
    {
        var unfinished = pod.Spec.InitContainers.Select(init => init.Name)
            .Except(pod.InitContainers.Where(status => status is { State: ContainerState.Terminated, ExitCode: 0 } || IsSidecarThatRuns(pod, status)).Select(status => status.Name)).ToList();
        if (unfinished.Count == 0 || pod.Containers.Any(status => status.StartedAt is not null))
            return new Condition("Initialized", true, pod.InitContainers.Max(status => status.FinishedAt) ?? pod.Placement?.At ?? pod.Metadata.CreatedAt);
        return new Condition("Initialized", false, pod.Metadata.CreatedAt, "ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', unfinished)}]");
    }

    private static bool IsSidecarThatRuns(Pod pod, ContainerStatus status) =>
        status.State == ContainerState.Running && pod.Spec.InitContainers.Any(init => init.IsSidecar && init.Name == status.Name);

    private static Condition Readiness(string type, Pod pod)
    {
        if (pod.Phase == PodPhase.Succeeded)
            return new Condition(type, false, pod.FinishedAt, "PodCompleted");
        if (PodReadiness.IsReady(pod))
            return new Condition(type, true, PodReadiness.FindReadyAt(pod) ?? pod.StartedAt);
        var unready = string.Join("; ", DescribeUnready(pod));
        return new Condition(type, false, pod.FinishedAt ?? pod.Metadata.CreatedAt, "ContainersNotReady", unready);
    }

    private static IEnumerable<string> DescribeUnready(Pod pod)
    {
        var statuses = pod.InitContainers.Concat(pod.Containers).ToLookup(status => status.Name);
        var unready = PodReadiness.FindUnready(pod).ToLookup(container => statuses[container.Name].FirstOrDefault() is { State: ContainerState.Running });
        var isSilent = pod.IsLost || pod.IsNodeUnready;
        if (unready[false].Any())
            yield return $"not running: {string.Join(", ", unready[false].Select(container => container.Name))}";
        if (unready[true].Any() && isSilent)
            yield return "its node is not ready";
        foreach (var container in isSilent ? [] : unready[true])
        {
            var message = statuses[container.Name].First().Message;
            yield return $"not ready: {container.Name} ({message ?? "its readiness probe has not held yet"})";
        }
    }
}
