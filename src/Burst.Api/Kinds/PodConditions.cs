using System.Text.Json.Nodes;
using Burst.Core.Pods;

namespace Burst.Api.Kinds;

/// <summary>The conditions clients wait for. There are no readiness probes here yet: a container that runs is ready.</summary>
internal static class PodConditions
{
    public static JsonArray Of(Pod pod)
    {
        var scheduled = pod.Placement is { } placement
            ? new Condition("PodScheduled", true, placement.At)
            : new Condition("PodScheduled", false, pod.Metadata.CreatedAt, pod.Reason ?? "Unschedulable", pod.Message ?? "Not looked at yet.");
        return
        [
            scheduled.ToJson(),
            Readiness("ContainersReady", pod).ToJson(),
            Readiness("Ready", pod).ToJson(),
        ];
    }

    public static int CountReady(Pod pod) => pod.IsLost ? 0 : pod.Containers.Count(container => container.State == ContainerState.Running);

    public static bool IsReady(Pod pod) => pod.Phase == PodPhase.Running && CountReady(pod) == pod.Spec.Containers.Length;

    private static Condition Readiness(string type, Pod pod)
    {
        if (pod.Phase == PodPhase.Succeeded)
            return new Condition(type, false, pod.FinishedAt, "PodCompleted");
        if (IsReady(pod))
            return new Condition(type, true, pod.Containers.Max(container => container.StartedAt) ?? pod.StartedAt);
        var unready = pod.Spec.Containers.Select(container => container.Name)
            .Except(pod.Containers.Where(container => container.State == ContainerState.Running).Select(container => container.Name));
        return new Condition(type, false, pod.FinishedAt ?? pod.Metadata.CreatedAt, "ContainersNotReady", $"not running: {string.Join(", ", unready)}");
    }
}
