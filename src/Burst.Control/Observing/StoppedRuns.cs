using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Pods;

namespace Burst.Control.Observing;

/// <summary>
/// Which run of a pod that was stopped a sight is of, and what follows. A run that has ended stays ended: only what began after it is another.
/// Both instants are of the host's clock.
/// </summary>
internal static class StoppedRuns
{
    /// <summary>False when the sight says nothing of the present run; otherwise it and the pod are as they are to be taken in.</summary>
    public static bool TryTakeIn(StateBatch batch, ref Pod pod, ref PodObservation seen)
    {
        if (pod.Stop is not { } stop)
            return true;
        if (stop.RunEndedAt is { } ended)
        {
            if (FindStart(stop, seen, ended) is { } started)
                seen = seen with { UsageStartedAt = started };
            else if (!IsOfTheRunThatBegins(stop, seen))
                return false;
            else
                seen = seen with { UsageStartedAt = null };
            if (stop.Stage is PodStopStage.Stopped or PodStopStage.Starting)
                pod = GoOn(batch, pod, stop, seen);
        }

        if (pod is not { IsToStopOrStart: true, Stop: { Stage: PodStopStage.Stopping } asked } || !IsStopped(seen))
            return true;
        Stopped(batch, pod, asked, seen);
        return false;
    }

    private static bool IsStopped(PodObservation seen) => seen is { Phase: PodPhase.Failed, Reason: PodStop.Reason };

    /// <summary>
    /// When the use of a run that began after that one began; null when it shows no such run. A pull is told to the second, and may be
    /// told of the first run for ever. A run that was stopped in the second in which it began is told by its own start and end.
    /// </summary>
    private static DateTimeOffset? FindStart(PodStop stop, PodObservation seen, DateTimeOffset ended)
    {
        var earliest = DateTimeOffset.FromUnixTimeSeconds(ended.ToUnixTimeSeconds());
        return seen.UsageStartedAt >= earliest && seen.UsageStartedAt != stop.Usage?.StartedAt
            ? seen.UsageStartedAt
            : seen.Containers.Where(status => status.StartedAt >= earliest && !(status.FinishedAt <= ended)).Min(status => status.StartedAt);
    }

    /// <summary>One that is known to go on may show nothing yet of what it does, as while it is made anew.</summary>
    private static bool IsOfTheRunThatBegins(PodStop stop, PodObservation seen) =>
        stop.Stage is PodStopStage.Started or PodStopStage.Stopping && seen is { UsageStartedAt: null, Phase: PodPhase.Pending or PodPhase.Running };

    private static void Stopped(StateBatch batch, Pod pod, PodStop stop, PodObservation seen)
    {
        // A host that tells no end has ended it by now at the latest.
        var ended = seen.UsageEndedAt ?? seen.ObservedAt;
        var usage = UsageBooks.CloseRun(batch, pod, seen with { UsageEndedAt = null }, ended);
        var message = $"A user stopped it; nothing of it is billed. `burst start {pod.Metadata.Name}` starts it again.";
        batch.Put(pod with
        {
            Phase = PodPhase.Pending,
            Reason = PodStop.Reason,
            Message = message,
            Containers = Interruptions.Carry(pod.Containers, seen.Containers),
            InitContainers = seen.InitContainers,
            ObservedAt = seen.ObservedAt,
            HostAttempts = 0,
            HostRetryAt = null,
            Stop = stop with { Stage = PodStopStage.Stopped, RunEndedAt = ended, Usage = usage ?? stop.Usage },
        });
        batch.Event(pod, EventSeverity.Normal, "Stopped", $"Its containers were stopped on {pod.Placement!.Node}; it keeps its place, and nothing of it is billed until it is started.");
    }

    /// <summary>It runs again, by a start of ours or past us; then it is on the books only as of now.</summary>
    private static Pod GoOn(StateBatch batch, Pod pod, PodStop stop, PodObservation seen)
    {
        var isOurs = stop.Stage == PodStopStage.Starting;
        if (!isOurs)
            UsageBooks.OpenRun(batch, stop, seen.UsageStartedAt ?? batch.Now);
        var running = pod with { Stop = stop with { Stage = PodStopStage.Started } };
        if (pod.IsToStopOrStart)
            running = running with { HostAttempts = 0, HostRetryAt = null };
        batch.Put(running);
        batch.Event(running, EventSeverity.Normal, "Started", $"{(isOurs ? "Started" : "Somebody has started it past Burst; running")} again on {pod.Placement!.Node}.");
        return batch.State.FindPod(pod.Uid)!;
    }
}
