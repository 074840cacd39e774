using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Pods;

/// <summary>A container of a pod as the engine has it.</summary>
internal sealed record EngineContainer
{
    /// <summary>What the engine's runtime says of one that it could not start, as Kubernetes does.</summary>
    public const int StartErrorExitCode = 128;

    public required string Id { get; init; }

    /// <summary>The container's name in the pod; empty for the holder.</summary>
    public required string Name { get; init; }

    public required ContainerRole Role { get; init; }

    public bool IsSidecar => Role == ContainerRole.Sidecar;

    /// <summary>Its place among those of its kind; sidecars are counted with the init containers.</summary>
    public required int Index { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required bool IsRunning { get; init; }

    /// <summary>Its last run has ended, and the engine waits before the next.</summary>
    public required bool IsRestarting { get; init; }

    /// <summary>The engine starts it again by itself: always, after a failure, or never.</summary>
    public required string RestartPolicy { get; init; }

    public required int ExitCode { get; init; }

    public bool IsOutOfMemory { get; init; }

    /// <summary>Why it could not be started the last time; null when it could.</summary>
    public string? StartError { get; init; }

    /// <summary>Null before its first start.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Of the last run that ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    public int RestartCount { get; init; }

    public string? IpAddress { get; init; }

    /// <summary>What asks it to end.</summary>
    public string StopSignal { get; init; } = "SIGTERM";

    /// <summary>Null for a container that has none.</summary>
    public ContainerProbesDto? Probes { get; init; }

    /// <summary>What is done right after each of its starts; null for nothing.</summary>
    public PostStartDto? PostStart { get; init; }

    /// <summary>What is done before it is asked to end; null for nothing.</summary>
    public Core.Pods.LifecycleHook? PreStop { get; init; }

    /// <summary>When it is not well it is ended from here, and what was sent a signal the engine does not start again.</summary>
    public bool IsEndedFromHere => Probes is not null || PostStart is not null;

    /// <summary>What is to be done right after its start is done, as far as this process knows.</summary>
    public bool IsHookDone { get; init; } = true;

    /// <summary>That, and its startup probe has succeeded.</summary>
    public bool HasStartedUp { get; init; } = true;

    /// <summary>The labels of its pod that only the holder has.</summary>
    public int Containers { get; init; }

    /// <summary>The pod's, on the holder.</summary>
    public Core.Pods.RestartPolicy PodRestartPolicy { get; init; }

    /// <summary>On the holder: files of ConfigMaps or Secrets are in its memory, and are lost when it stops.</summary>
    public bool HasFiles { get; init; }

    /// <summary>It has never run, and nobody has failed to start it.</summary>
    public bool IsNew => StartedAt is null && StartError is null;

    /// <summary>It does not run, and the engine is not about to start it.</summary>
    public bool IsStopped => !IsRunning && !IsRestarting && !IsNew;

    public bool Succeeded => IsStopped && StartError is null && ExitCode == 0;
}
