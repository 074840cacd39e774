using Burst.Core.Pods;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>From ACI's view of one container to its status.</summary>
internal static class ContainerMapping
{
    private const string NotStarted = "ContainerCreating";

    /// <summary>A shell's and a container engine's way to say that a signal ended the process.</summary>
    private const int SignalBase = 128;
    private const int SignalMax = 64;

    public static ContainerStatus ToStatus(ContainerDto container) => ToStatus(container.Name, container.Properties?.InstanceView);

    /// <summary>Its status, and whether it is ready.</summary>
    /// <param name="container">As ACI shows it.</param>
    /// <param name="at">When it was looked at.</param>
    public static ContainerStatus ToStatus(ContainerDto container, DateTimeOffset at)
    {
        var status = ToStatus(container);
        if (status.State != ContainerState.Running || container.Properties!.ReadinessProbe is not { } probe)
            return status;
        var view = container.Properties.InstanceView!;
        var readyAt = ReadinessMapping.FindReadyAt(probe, view, at);
        return status with { ReadyAt = readyAt, Message = readyAt is null ? ReadinessMapping.FindMessage(view) : null };
    }

    public static ContainerStatus ToStatus(string? name, ContainerViewDto? view)
    {
        var current = view?.CurrentState;
        var status = new ContainerStatus
        {
            Name = name ?? "",
            State = ToState(current),
            RestartCount = Math.Max(0, view?.RestartCount ?? 0),
            Previous = ToRun(view?.PreviousState),
            WasInterrupted = IsMaintenance(view?.PreviousState?.ExitCode),
        };
        return status.State switch
        {
            ContainerState.Running => status with { StartedAt = current!.StartTime },
            ContainerState.Terminated => status with
            {
                ExitCode = current!.ExitCode,
                Signal = FindSignal(current.ExitCode),
                Reason = ToEndReason(current),
                Message = FindWarning(view?.Events),
                StartedAt = current.StartTime,
                FinishedAt = current.FinishTime,
            },
            _ => status with { Reason = ToWaitReason(current, view?.Events), Message = FindWarning(view?.Events) },
        };
    }

    /// <summary>The message of the latest warning, which is where ACI says why an image cannot be pulled.</summary>
    public static string? FindWarning(IEnumerable<EventDto?>? events) => events?
        .Where(item => item is { Message: not null } && "Warning".Equals(item.Type, StringComparison.OrdinalIgnoreCase))
        .MaxBy(item => item!.LastTimestamp ?? item.FirstTimestamp ?? DateTimeOffset.MinValue)?.Message;

    private static ContainerState ToState(ContainerStateDto? current) => current?.State?.ToUpperInvariant() switch
    {
        "RUNNING" => ContainerState.Running,
        "TERMINATED" => ContainerState.Terminated,
        _ => ContainerState.Waiting, // Also for words of the future: the container is not known to run or to have ended.
    };

    private static string ToWaitReason(ContainerStateDto? current, IEnumerable<EventDto?>? events)
    {
        if (ToWord(current?.DetailStatus) is { } detail)
            return detail;
        if (current?.State is { Length: > 0 } state && !state.Equals("Waiting", StringComparison.OrdinalIgnoreCase))
            return state;
        return WaitingReason.Find(events) ?? NotStarted;
    }

    /// <summary>Null for none. ACI tells of one only once it has ended.</summary>
    private static ContainerRun? ToRun(ContainerStateDto? previous) => ToState(previous) == ContainerState.Terminated
        ? new ContainerRun(previous!.StartTime, previous.FinishTime, previous.ExitCode, FindSignal(previous.ExitCode), ToEndReason(previous))
        : null;

    private static int? FindSignal(int? exitCode) => exitCode is > SignalBase and <= SignalBase + SignalMax ? exitCode - SignalBase : null;

    private static string ToEndReason(ContainerStateDto current)
    {
        if (ToWord(current.DetailStatus) is { } detail)
            return detail;
        return current.ExitCode switch
        {
            0 => "Completed",
            var code when IsMaintenance(code) => "PlatformMaintenance",
            _ => "Error",
        };
    }

    /// <summary>ACI's own codes for a host taken out of service; an eviction from Spot has them too.</summary>
    private static bool IsMaintenance(int? exitCode) => exitCode is 7147 or 7148;

    private static string? ToWord(string? detail) => string.IsNullOrWhiteSpace(detail) ? null : detail.Trim();
}
