namespace Burst.Core.Pods;

/// <summary>
/// What counts as ready: a container that runs, has started up where it is asked that, and whose readiness probe holds where it has one. Sidecars
/// count as containers do.
/// </summary>
public static class PodReadiness
{
    public static bool IsReady(Pod pod) => pod.Phase == PodPhase.Running && CountReady(pod) == Count(pod);

    /// <summary>Those that go on beside one another: not init containers that end.</summary>
    public static int Count(Pod pod) => Counted(pod).Count();

    public static int CountReady(Pod pod) => Counted(pod).Count(container => IsReady(pod, container));

    public static IEnumerable<ContainerSpec> FindUnready(Pod pod) => Counted(pod).Where(container => !IsReady(pod, container));

    /// <summary>Of a pod that is lost, or whose node is not ready, nobody knows whether it still answers.</summary>
    public static bool IsReady(Pod pod, ContainerSpec container) =>
        !pod.IsLost && !pod.IsNodeUnready && FindStatus(pod, container) is { State: ContainerState.Running } status && (!IsAsked(container) || status.ReadyAt is not null);

    /// <summary>When the last container of a pod that is ready became so; null where its host does not say.</summary>
    public static DateTimeOffset? FindReadyAt(Pod pod) => Counted(pod).Max(container => FindReadyAt(pod, container));

    private static DateTimeOffset? FindReadyAt(Pod pod, ContainerSpec container) => FindStatus(pod, container) is not { } status
        ? null
        : IsAsked(container) ? status.ReadyAt : status.StartedAt;

    private static IEnumerable<ContainerSpec> Counted(Pod pod) => pod.Spec.InitContainers.Where(init => init.IsSidecar).Concat(pod.Spec.Containers);

    private static bool IsAsked(ContainerSpec container) =>
        container.ReadinessProbe is not null || container.StartupProbe is not null || container.PostStart is not null;

    private static ContainerStatus? FindStatus(Pod pod, ContainerSpec container) =>
        (container.IsSidecar ? pod.InitContainers : pod.Containers).FirstOrDefault(status => status.Name == container.Name);
}
