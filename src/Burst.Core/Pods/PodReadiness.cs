namespace Burst.Core.Pods;

/// <summary>What counts as ready: a container that runs, has started up where it is asked that, and whose readiness probe holds where it has one.</summary>
public static class PodReadiness
{
    public static bool IsReady(Pod pod) => pod.Phase == PodPhase.Running && CountReady(pod) == pod.Spec.Containers.Length;

    public static int CountReady(Pod pod) => pod.Spec.Containers.Count(container => IsReady(pod, container));

    /// <summary>Of a pod that is lost nobody knows whether it still answers.</summary>
    public static bool IsReady(Pod pod, ContainerSpec container) =>
        !pod.IsLost && FindStatus(pod, container) is { State: ContainerState.Running } status && (!IsAsked(container) || status.ReadyAt is not null);

    /// <summary>When a container that is ready became so; null where its host does not say.</summary>
    public static DateTimeOffset? FindReadyAt(Pod pod, ContainerSpec container) => FindStatus(pod, container) is not { } status
        ? null
        : IsAsked(container) ? status.ReadyAt : status.StartedAt;

    private static bool IsAsked(ContainerSpec container) => (container.ReadinessProbe ?? container.StartupProbe) is not null;

    private static ContainerStatus? FindStatus(Pod pod, ContainerSpec container) => pod.Containers.FirstOrDefault(status => status.Name == container.Name);
}
