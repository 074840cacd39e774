using System.Collections.Immutable;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// What of a pod has to be started now. The engine restarts containers by itself; what is left is the order in which they start the first
/// time, and what an engine that was restarted could not put right: it may start containers before the holder whose network they need.
/// Pure.
/// </summary>
internal static class PodProgress
{
    /// <summary>In order, each only when the one before it could be started; empty when there is nothing to do.</summary>
    public static IReadOnlyList<EngineContainer> FindDue(EnginePod pod)
    {
        if (!pod.IsComplete || IsOver(pod) || IsEnding(pod))
            return [];
        IReadOnlyList<EngineContainer> workers = [.. FindFirst(pod).SelectMany(Due), .. pod.Sidecars.Where(sidecar => !IsPending(pod, sidecar)).SelectMany(Due)];
        return pod.Holder is { IsRunning: false, IsRestarting: false } holder ? [holder, .. workers] : workers;
    }

    /// <summary>Its containers are done, and so are its sidecars with that.</summary>
    public static bool IsOver(EnginePod pod) => pod.IsComplete
        && (IsHalted(pod) || pod.Inits.Any(init => IsFailedForGood(init, pod.RestartPolicy)) || pod.Mains.All(main => IsDone(main, pod.RestartPolicy)));

    /// <summary>Its holder has ended and is not started again: it was stopped, or has lost its files.</summary>
    public static bool IsHalted(EnginePod pod) => HasLostItsFiles(pod) || pod.Holder is { IsStopped: true, RestartPolicy: RestartPolicyDto.No };

    /// <summary>Sidecars that go on although there is nothing left for them to do.</summary>
    public static IReadOnlyList<EngineContainer> FindIdleSidecars(EnginePod pod) =>
        IsOver(pod) ? [.. pod.Sidecars.Where(sidecar => sidecar.IsRunning || sidecar.IsRestarting)] : [];

    /// <summary>All that has to run before its containers has, or goes on beside them.</summary>
    public static bool IsInitialized(EnginePod pod) => !pod.Inits.Any(init => IsPending(pod, init));

    /// <summary>The engine's machine was started anew, or somebody stopped the holder: nothing of it can run any more.</summary>
    public static bool HasLostItsFiles(EnginePod pod) => pod.Holder is { HasFiles: true, IsStopped: true };

    /// <summary>An init container that failed and is not tried again: the others never start.</summary>
    public static bool IsFailedForGood(EngineContainer container, RestartPolicy policy) =>
        container is { IsStopped: true, Succeeded: false, IsSidecar: false } && policy == RestartPolicy.Never;

    /// <summary>A delete has begun: it takes the engine's restarts away first, so that nothing starts again what it stops.</summary>
    public static bool IsEnding(EnginePod pod) =>
        pod.RestartPolicy != RestartPolicy.Never && pod.Workers.Any(container => container.RestartPolicy == RestartPolicyDto.No);

    /// <summary>It has ended, and is started again when its back-off is over.</summary>
    public static bool WaitsForRestart(EnginePod pod, EngineContainer container) =>
        container is { IsStopped: true, StartError: null } && !IsOver(pod) && !IsEnding(pod) && IsRestarted(container);

    private static bool IsDone(EngineContainer main, RestartPolicy policy) => main.IsStopped && policy switch
    {
        RestartPolicy.Never => true,
        RestartPolicy.OnFailure => main.Succeeded,
        _ => main.RestartPolicy == RestartPolicyDto.No,
    };

    /// <summary>The init container whose turn it is; after the last, the containers.</summary>
    private static ImmutableArray<EngineContainer> FindFirst(EnginePod pod) => pod.Inits.FirstOrDefault(init => IsPending(pod, init)) is { } init ? [init] : pod.Mains;

    /// <summary>Those after it wait: for its success, or where it is a sidecar until it has started up; once they have begun they do not wait again.</summary>
    private static bool IsPending(EnginePod pod, EngineContainer init) => init.IsSidecar
        ? init.StartedAt is null || (!init.HasStartedUp && !HaveBegunAfter(pod, init))
        : !init.Succeeded;

    private static bool HaveBegunAfter(EnginePod pod, EngineContainer init) =>
        pod.Workers.SkipWhile(container => container.Id != init.Id).Skip(1).Any(container => !container.IsNew);

    private static IReadOnlyList<EngineContainer> Due(EngineContainer container) =>
        container.IsNew || (container.IsStopped && IsRestarted(container)) ? [container] : [];

    /// <summary>By its policy it should run, and the engine does not see to it: it was stopped by hand, or could not be started.</summary>
    private static bool IsRestarted(EngineContainer container) => container.RestartPolicy switch
    {
        RestartPolicyDto.Always => true,
        RestartPolicyDto.OnFailure => !container.Succeeded,
        _ => false,
    };
}
