using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Mapping;

/// <summary>How a pod is, from how its containers are. Pure.</summary>
internal static class ObservationMapping
{
    private const string Creating = "ContainerCreating";
    private const string HookError = "PostStartHookError";
    private const string Initializing = "PodInitializing";

    /// <param name="sightOf">What is known of a container beside what the engine says.</param>
    public static PodObservation Observe(EnginePod pod, DateTimeOffset now, Func<EngineContainer, ContainerSight> sightOf)
    {
        var (phase, reason) = PhaseOf(pod, sightOf);
        var isOver = phase is PodPhase.Succeeded or PodPhase.Failed;
        return new PodObservation
        {
            Uid = pod.Uid,
            ObservedAt = now,
            Phase = phase,
            Reason = reason,
            InitContainers = Statuses(pod, pod.Inits, sightOf),
            Containers = Statuses(pod, pod.Mains, sightOf),
            UnknownReadiness = [.. pod.Workers.Where(container => container is { IsRunning: true, IsHookDone: true, Probes: not null } && sightOf(container).Health is not { IsKnown: true }).Select(container => container.Name)],
            PodIp = pod.Holder is { IsRunning: true } holder ? holder.IpAddress : null,
            UsageStartedAt = pod.Holder?.CreatedAt,
            UsageEndedAt = isOver ? EndOf(pod) : null,
        };
    }

    /// <summary>Of a pod that somebody has taken a container from.</summary>
    public static PodObservation ObserveLost(EnginePod pod, DateTimeOffset now) => new()
    {
        Uid = pod.Uid,
        ObservedAt = now,
        Phase = PodPhase.Failed,
        Reason = "ContainerLost",
        Message = $"Of its containers {string.Join(", ", pod.Workers.Select(container => container.Name).DefaultIfEmpty("none"))} and {(pod.Holder is null ? "no holder" : "its holder")} are left: somebody removed the rest from the engine.",
        InitContainers = Statuses(pod, pod.Inits, _ => default),
        Containers = Statuses(pod, pod.Mains, _ => default),
        UsageStartedAt = pod.Holder?.CreatedAt,
    };

    private static (PodPhase Phase, string? Reason) PhaseOf(EnginePod pod, Func<EngineContainer, ContainerSight> sightOf)
    {
        if (!pod.IsComplete)
            return (PodPhase.Pending, Creating);
        // It is over when they have ended too.
        if (PodProgress.FindIdleSidecars(pod).Count > 0)
            return (pod.Mains.Any(HasRun) ? PodPhase.Running : PodPhase.Pending, null);
        if (pod.Inits.Any(init => PodProgress.IsFailedForGood(init, pod.RestartPolicy)))
            return (PodPhase.Failed, "Init:Error");
        if (PodProgress.HasLostItsFiles(pod) && !pod.Mains.All(main => main.Succeeded))
            return (PodPhase.Failed, "VolumesLost");
        if (PodProgress.IsOver(pod))
            return (pod.Mains.All(main => main.Succeeded) ? PodPhase.Succeeded : PodPhase.Failed, null);
        if (!PodProgress.IsInitialized(pod))
            return (PodPhase.Pending, Initializing);
        return pod.Mains.Any(HasRun) ? (PodPhase.Running, null) : (PodPhase.Pending, Creating);

        // Until its first postStart hook is done a container does not run yet.
        bool HasRun(EngineContainer main) => main.StartedAt is not null && (main.IsHookDone || !main.IsRunning || main.RestartCount + sightOf(main).RestartsBefore > 0);
    }

    private static DateTimeOffset? EndOf(EnginePod pod) => pod.Workers
        .Select(container => container.FinishedAt ?? container.CreatedAt)
        .Append((PodProgress.HasLostItsFiles(pod) ? pod.Holder!.FinishedAt : null) ?? pod.Holder!.CreatedAt)
        .Max();

    private static ImmutableArray<ContainerStatus> Statuses(EnginePod pod, ImmutableArray<EngineContainer> containers, Func<EngineContainer, ContainerSight> sightOf) =>
        [.. containers.Select(container => StatusOf(pod, container, sightOf(container)))];

    private static ContainerStatus StatusOf(EnginePod pod, EngineContainer container, ContainerSight sight)
    {
        var status = new ContainerStatus { Name = container.Name, State = ContainerState.Waiting, Reason = Creating, RestartCount = container.RestartCount + sight.RestartsBefore };
        if (container is { IsRunning: true, IsHookDone: false })
            return status with { Reason = sight.HookFailure is null ? Creating : HookError, Message = sight.HookFailure ?? "Its postStart hook is not done yet." };
        if (container.IsRunning)
            return Running(status, container, sight);
        if (container.IsNew)
            return status;
        if (container.IsRestarting || PodProgress.WaitsForRestart(pod, container))
            return Ended(status, container) with { State = ContainerState.Waiting, Reason = "CrashLoopBackOff", Message = sight.HookFailure ?? $"Back-off: its last run ended with exit code {container.ExitCode}." };
        if (container.StartError is { } error)
            return StartFailed(status, container, error, pod.RestartPolicy);
        return Ended(status, container) with { Message = sight.HookFailure };
    }

    private static ContainerStatus Running(ContainerStatus status, EngineContainer container, ContainerSight sight) => status with
    {
        State = ContainerState.Running,
        Reason = null,
        StartedAt = container.StartedAt,
        ReadyAt = container.Probes is null or { Readiness: null, Startup: null } ? sight.HookDoneAt : sight.Health?.ReadyAt,
        Message = sight.Health?.Message ?? sight.HookFailure,
    };

    private static ContainerStatus Ended(ContainerStatus status, EngineContainer container) => status with
    {
        State = ContainerState.Terminated,
        ExitCode = container.ExitCode,
        Signal = container.ExitCode is > 128 and <= 128 + 64 ? container.ExitCode - 128 : null,
        Reason = container.IsOutOfMemory ? "OOMKilled" : container.ExitCode == 0 ? "Completed" : "Error",
        StartedAt = container.StartedAt,
        FinishedAt = container.FinishedAt,
    };

    private static ContainerStatus StartFailed(ContainerStatus status, EngineContainer container, string error, RestartPolicy policy) =>
        policy != RestartPolicy.Never
            ? status with { Reason = "RunContainerError", Message = error }
            : status with
            {
                State = ContainerState.Terminated,
                ExitCode = EngineContainer.StartErrorExitCode,
                Reason = "StartError",
                Message = error,
                FinishedAt = container.FinishedAt ?? container.CreatedAt,
            };
}
