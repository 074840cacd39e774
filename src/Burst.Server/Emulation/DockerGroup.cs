using Burst.Core.Hosts;
using Burst.Emulator.Runtime;
using Burst.Hosts.Docker;
using EmulatedStatus = Burst.Emulator.Runtime.ContainerStatus;
using EmulatedState = Burst.Emulator.Runtime.ContainerState;
using PodStatus = Burst.Core.Pods.ContainerStatus;
using RunOfContainer = Burst.Emulator.Runtime.ContainerRun;

namespace Burst.Server.Emulation;

/// <summary>
/// A group on an engine, with what the engine forgets: runs before the present one, and failed tries to pull an image or to start. What is not
/// remembered, as after a restart of the emulator, is not told; nothing rests on it. Calls never overlap, as those of its runtime id do not.
/// </summary>
internal sealed class DockerGroup(GroupStart start, TimeProvider time)
{
    private readonly Dictionary<string, RunOfContainer> previous = [];
    private readonly Dictionary<string, IReadOnlyList<ContainerEvent>> pulls = [];
    private readonly Dictionary<string, ContainerEvent> startFailures = [];

    public GroupStart Start => start;

    /// <summary>An image of it is not on the engine yet, and nothing else is of it either.</summary>
    public bool WaitsForImages { get; set; }

    /// <summary>It was stopped: it stays as it is.</summary>
    public bool IsStopped { get; set; }

    /// <summary>While its images are being pulled.</summary>
    public GroupStatus Waiting(Func<string, ImagePull?> findPull) => Status(container =>
    {
        var pull = findPull(container.Image);
        if (pull is { Failures: > 0 })
            pulls[container.Name] = EventsOf(container.Image, pull);
        return new EmulatedStatus
        {
            Name = container.Name,
            State = EmulatedState.Waiting,
            IsPulling = true,
            Reason = pull is not { Failures: > 0 } ? null : pull.IsWaiting ? "ImagePullBackOff" : "ErrImagePull",
            Events = EventsOf(container.Name),
        };
    }, null);

    /// <summary>Once all of it is on the engine.</summary>
    public GroupStatus Observed(PodObservation pod)
    {
        var statuses = pod.InitContainers.Concat(pod.Containers).ToDictionary(status => status.Name);
        return Status(container => statuses.TryGetValue(container.Name, out var status) ? Translate(status) : new EmulatedStatus { Name = container.Name, State = EmulatedState.Waiting }, pod.PodIp);
    }

    private static IReadOnlyList<ContainerEvent> EventsOf(string image, ImagePull pull)
    {
        var failed = new ContainerEvent("Failed", $"Failed to pull image \"{image}\": {pull.Failure}", IsWarning: true, pull.Failures, pull.FirstFailedAt!.Value, pull.LastFailedAt!.Value);
        return pull.IsWaiting
            ? [failed, new ContainerEvent("BackOff", $"Back-off pulling image \"{image}\"", IsWarning: false, pull.Failures, pull.FirstFailedAt.Value, pull.LastFailedAt.Value)]
            : [failed];
    }

    private GroupStatus Status(Func<ContainerStart, EmulatedStatus> statusOf, string? address) => new(
        [.. start.Containers.Select(statusOf)], address, start.InitContainers.Count > 0 ? [.. start.InitContainers.Select(statusOf)] : null);

    private EmulatedStatus Translate(PodStatus status)
    {
        var told = GroupTranslation.ToEmulated(status);
        if (status is { Reason: "RunContainerError" or "StartError", Message: { } error })
            TellStartFailure(status.Name, error);
        if (told is { State: EmulatedState.Waiting, StartedAt: { } startedAt, FinishedAt: { } finishedAt, ExitCode: { } exitCode })
        {
            previous[status.Name] = new RunOfContainer(startedAt, finishedAt, exitCode);
            told = told with { StartedAt = null, FinishedAt = null, ExitCode = null };
        }

        return told with { Previous = previous.GetValueOrDefault(status.Name), Events = EventsOf(status.Name) };
    }

    private void TellStartFailure(string container, string error)
    {
        var now = time.GetUtcNow();
        if (startFailures.GetValueOrDefault(container)?.Message is not { } known || !known.EndsWith(error, StringComparison.Ordinal))
            startFailures[container] = new ContainerEvent("Failed", $"Error: {error}", IsWarning: true, 1, now, now);
    }

    private IReadOnlyList<ContainerEvent>? EventsOf(string container)
    {
        var pulled = pulls.GetValueOrDefault(container) ?? [];
        return startFailures.TryGetValue(container, out var failure) ? [.. pulled, failure] : pulled.Count > 0 ? pulled : null;
    }
}
