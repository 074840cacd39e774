using Burst.Emulator.Runtime;

namespace Burst.Emulator.Groups;

/// <summary>
/// A Spot group was evicted: its containers wait until they are started elsewhere, whatever the restart policy says, and the group
/// is billed on.
/// </summary>
/// <param name="At">The last eviction.</param>
/// <param name="FirstStartAt">When the deployment was launched first.</param>
/// <param name="Count">Evictions of this deployment.</param>
/// <param name="Before">The containers as the eviction left them.</param>
internal sealed record GroupEviction(DateTimeOffset At, DateTimeOffset FirstStartAt, int Count, IReadOnlyList<ContainerStatus> Before)
{
    // How the service ends containers for reasons of its own.
    private const int PlatformExitCode = 7147;

    public static GroupEviction Of(GroupRecord group, GroupStatus status, DateTimeOffset now) => new(
        now, group.Eviction?.FirstStartAt ?? group.Deployment.StartAt, (group.Eviction?.Count ?? 0) + 1,
        [.. status.Containers.Select(container => container with
        {
            State = ContainerState.Waiting,
            StartedAt = null,
            FinishedAt = null,
            ExitCode = null,
            Reason = "Evicted",
            Previous = container.StartedAt is { } startedAt
                ? new(startedAt, container.FinishedAt ?? now, container.ExitCode ?? PlatformExitCode)
                : container.Previous,
        })]);

    /// <summary>The group's whole history: what its runtime tells since the eviction, on top of what was before.</summary>
    public GroupStatus Under(GroupStatus? since) => since is null
        ? new(Before)
        : since with { Containers = [.. since.Containers.Select((container, i) => Under(container, Before[i]))] };

    private static ContainerStatus Under(ContainerStatus since, ContainerStatus before) => since.StartedAt is null && since.Previous is null
        ? before with { State = since.State }
        : since with { RestartCount = before.RestartCount + 1 + since.RestartCount, Previous = since.Previous ?? before.Previous };
}
