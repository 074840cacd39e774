using Burst.Emulator.Runtime;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>States of a container in the service's words.</summary>
internal static class ContainerStateView
{
    public static ContainerStateBody Current(ContainerStatus? status) => status?.State switch
    {
        null or ContainerState.Waiting => new() { State = "Waiting", DetailStatus = status?.Reason ?? "" },
        ContainerState.Running => new() { State = "Running", StartTime = Time(status.StartedAt), DetailStatus = "" },
        _ => Terminated(status.StartedAt, status.FinishedAt, status.ExitCode),
    };

    public static ContainerStateBody? Previous(ContainerStatus? status) =>
        status?.Previous is { } run ? Terminated(run.StartedAt, run.FinishedAt, run.ExitCode) : null;

    private static ContainerStateBody Terminated(DateTimeOffset? startedAt, DateTimeOffset? finishedAt, int? exitCode) => new()
    {
        State = "Terminated",
        StartTime = Time(startedAt),
        ExitCode = exitCode,
        FinishTime = Time(finishedAt),
        DetailStatus = exitCode == 0 ? "Completed" : "Error",
    };

    private static string? Time(DateTimeOffset? at) => at is { } value ? WireTime.State(value) : null;
}
