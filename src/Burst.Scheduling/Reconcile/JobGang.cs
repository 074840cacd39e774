using Burst.Core.Events;
using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Reconcile;

/// <summary>
/// The pods of a Job that start together or not at all (<see cref="Job.StartsTogetherWithin"/>). They get their places in one step, so that no gang holds
/// some of what another waits for. What hosts then refuse is tried elsewhere until the time is up; then all are ended, and start anew. Once all have
/// started, one that ends is replaced by a pod like any other.
/// </summary>
internal static class JobGang
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>The gang that pods made now belong to; null for none.</summary>
    public static PodGang? Next(Job job, List<Pod> active, int missing)
    {
        if (job.StartsTogetherWithin is null)
            return null;
        if (active.Count > 0)
            return active[0].Gang is { } waiting && active.TrueForAll(pod => pod.Gang == waiting && pod.Placement is null) ? waiting : null;
        var progress = job.Progress;
        return missing > 1 ? new PodGang($"{job.Metadata.Name}-{job.Metadata.Uid}-{progress.StartsGivenUp}-{progress.Succeeded + progress.Failed}", missing) : null;
    }

    /// <summary>Ends pods that wait for more of them, or fewer, than the Job wants to start together now.</summary>
    /// <returns>The others.</returns>
    public static List<Pod> EndMissized(PlanBuilder plan, Job job, List<Pod> active, int wanted)
    {
        if (active.Exists(pod => pod.Gang is not null && pod.Placement is not null))
            return active;
        var missized = active.FindAll(pod => pod.Gang is { } gang && (gang.Size != wanted || job.StartsTogetherWithin is null));
        foreach (var pod in missized)
            PodLifecycle.RequestDeletion(plan, pod, $"it was to start together with others, {pod.Gang!.Size} in all, which the Job wants no longer");
        return missized.Count == 0 ? active : [.. active.Except(missized)];
    }

    /// <summary>
    /// Ends pods that were to start together where some have a place and not all have started in time; once all have started, they are pods like any others. When
    /// the time is up they are looked at again after a minute: a control plane that was down, or stood still, first has to see how they are.
    /// </summary>
    /// <returns>The Job with that noted.</returns>
    public static Job EndTorn(PlanBuilder plan, Job job, List<Pod> active)
    {
        if (job.StartsTogetherWithin is not { } within)
            return job;
        var members = active.FindAll(pod => pod.Gang is not null);
        var placed = members.FindAll(pod => pod.Placement is not null);
        if (placed.Count == 0)
            return job;
        if (members.TrueForAll(pod => pod.StartedAt is not null))
        {
            foreach (var pod in members)
                plan.Put(plan.Latest(pod) with { Gang = null });
            return job;
        }

        // A placement of the future was made before the clock was set back; to wait until the clock has caught up could take hours.
        var since = placed.Min(pod => pod.Placement!.At);
        var due = (since < plan.Now ? since : plan.Now) + within;
        if (plan.Now < due)
        {
            plan.Wake(job.Key, due);
            return job;
        }

        if (job.Progress.StartOverdueAt is not { } overdue || overdue > plan.Now || plan.Now > overdue + LookAgainAfter + LookAgainAfter || placed.Exists(pod => IsUnknown(plan, pod)))
        {
            plan.Wake(job.Key, plan.Now + LookAgainAfter);
            return job with { Progress = job.Progress with { StartOverdueAt = plan.Now } };
        }

        if (plan.Now < overdue + LookAgainAfter)
        {
            plan.Wake(job.Key, overdue + LookAgainAfter);
            return job;
        }

        return GiveUp(plan, job, members, within);
    }

    /// <summary>It may have started on a node that does not answer now.</summary>
    private static bool IsUnknown(PlanBuilder plan, Pod pod) => pod.StartedAt is null && plan.State.FindNode(pod.Placement!.Node) is not { IsReady: true };

    private static Job GiveUp(PlanBuilder plan, Job job, List<Pod> members, TimeSpan within)
    {
        var started = members.Count(pod => pod.StartedAt is not null);
        foreach (var pod in members)
            PodLifecycle.RequestDeletion(plan, plan.Latest(pod), $"{started} of {members.Count} pods that start together had started within {within.TotalSeconds:0} s");
        plan.Event(job, EventSeverity.Warning, "StartGivenUp", $"{started} of {members.Count} pods had started within {within.TotalSeconds:0} s, and they start together or not at all: they are ended, and start anew.");
        return job with { Progress = job.Progress with { StartsGivenUp = job.Progress.StartsGivenUp + 1, LastGivenUpAt = plan.Now, StartOverdueAt = null } };
    }
}
