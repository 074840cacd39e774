using Burst.Core.Hosts;
using Burst.Core.Pods;

namespace Burst.Testing.Hosts;

/// <summary>A pod on a fake host. How it is follows from the clock.</summary>
internal sealed class FakePod(PodLaunch launch, PodRun run, DateTimeOffset createdAt)
{
    private const int ExitCodeOfSigterm = 143;

    private DateTimeOffset? stoppedAt;

    public PodLaunch Launch => launch;

    public int DeletesAnswered { get; set; }

    private DateTimeOffset StartsAt => createdAt + run.StartsAfter;

    private DateTimeOffset? EndsByItselfAt => StartsAt + run.RunsFor;

    /// <summary>It was stopped and not deleted: it can be started again.</summary>
    public bool CanGoOn { get; set; }

    public void Stop(DateTimeOffset now) => stoppedAt ??= now;

    public DateTimeOffset? EndedAt(DateTimeOffset now)
    {
        var natural = EndsByItselfAt <= now ? EndsByItselfAt : null;
        return natural < stoppedAt || stoppedAt is null ? natural : stoppedAt;
    }

    public PodObservation Observe(DateTimeOffset now)
    {
        var ended = EndedAt(now);
        var exitCode = ended is null ? (int?)null : ended == stoppedAt ? ExitCodeOfSigterm : run.ExitCode;
        var started = StartsAt <= (ended ?? now) ? StartsAt : (DateTimeOffset?)null;
        return new PodObservation
        {
            Uid = launch.Uid,
            ObservedAt = now,
            Phase = exitCode switch
            {
                0 => PodPhase.Succeeded,
                not null => PodPhase.Failed,
                null => started is null ? PodPhase.Pending : PodPhase.Running,
            },
            Reason = CanGoOn && ended is not null && ended == stoppedAt ? PodStop.Reason : null,
            Containers = [.. launch.Spec.Containers.Select(container => Status(container.Name, started, ended, exitCode))],
            Footprint = launch.Tier.IsVm ? null : new PodFootprint(launch.Tier, ContainerGroupSizing.Of(launch.Spec).Total, launch.Namespace, launch.Name),
            UsageStartedAt = createdAt,
            UsageEndedAt = ended,
        };
    }

    private static ContainerStatus Status(string name, DateTimeOffset? started, DateTimeOffset? ended, int? exitCode) => new()
    {
        Name = name,
        State = exitCode is not null ? ContainerState.Terminated : started is null ? ContainerState.Waiting : ContainerState.Running,
        ExitCode = exitCode,
        StartedAt = started,
        FinishedAt = ended,
    };
}
