using Burst.Core.Canaries;
using Burst.Core.Events;
using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Reconcile;

/// <summary>
/// Runs a Job to its completions. Each pod's end is counted once, in the commit that marks the pod counted. The code of a pod
/// runs at least once: a pod lost with its node is run again.
/// </summary>
internal sealed class JobReconciler(PlannerOptions options)
{
    public void Reconcile(PlanBuilder plan, Job job)
    {
        var pods = plan.State.PodsOf(job.Key).Select(plan.Latest)
            .Where(pod => !plan.IsRemoved(pod) && pod.OwnerUid == job.Metadata.Uid).ToList();
        if (job.Metadata.DeletionRequestedAt is not null)
        {
            EndAll(plan, job, pods);
            return;
        }

        var active = pods.Where(pod => pod.IsActive).ToList();
        var counted = Count(plan, job, pods);
        if (!counted.Progress.IsFinished && !counted.Suspend)
        {
            counted = JobGang.EndTorn(plan, counted, active);
            active = [.. active.Where(pod => !plan.IsRemoved(pod)).Select(plan.Latest).Where(pod => pod.IsActive)];
        }

        var advanced = counted with { Progress = Judge(plan, counted, active) };
        if (IsExpired(plan, advanced))
            advanced = advanced with { Metadata = advanced.Metadata with { DeletionRequestedAt = plan.Now } };
        if (advanced != job)
            plan.Put(advanced);
        if (advanced.Progress.IsFinished || advanced.Suspend)
            EndActive(plan, advanced, active);
        else
            KeepParallelism(plan, advanced, active);
    }

    /// <summary>Its pods go with it; without that a record of all work ever done would grow for ever.</summary>
    private static bool IsExpired(PlanBuilder plan, Job job)
    {
        if (job.KeepAfterFinished is not { } keep || job.Progress.FinishedAt is not { } finished)
            return false;
        if (plan.Now >= finished + keep)
            return true;
        plan.Wake(job.Key, finished + keep);
        return false;
    }

    /// <summary>A lost pod has been run again and stands for nothing; one that failed because it was told to stop has not failed.</summary>
    private static Job Count(PlanBuilder plan, Job job, List<Pod> pods)
    {
        var progress = job.Progress;
        foreach (var pod in pods.Where(pod => pod is { IsTerminal: true, IsCounted: false, IsLost: false }))
        {
            if (pod.Phase == PodPhase.Failed && pod.Metadata.DeletionRequestedAt is not null)
                continue;
            progress = pod.Phase == PodPhase.Succeeded || CanarySwitch.Sings(Canary.FailedCountsAsDone)
                ? progress with { Succeeded = progress.Succeeded + 1 }
                : progress with { Failed = progress.Failed + 1, LastFailureAt = plan.Now };
            plan.Put(pod with { IsCounted = true });
        }

        return job with { Progress = progress };
    }

    private static JobProgress Judge(PlanBuilder plan, Job job, List<Pod> active)
    {
        var progress = job.Progress;
        if (progress.IsFinished)
            return progress;
        if (job.Suspend)
            return progress with { StartedAt = null };
        if (progress.StartedAt is null)
            progress = progress with { StartedAt = plan.Now };
        if (progress.Succeeded >= job.Completions)
        {
            plan.Event(job, EventSeverity.Normal, "Completed", $"All {job.Completions} completion(s) succeeded.");
            return progress with { FinishedAt = plan.Now };
        }

        // An eviction is no failure of the job's own: what runs on Spot may be interrupted again and again.
        var retries = active.Sum(pod => pod.Containers.Sum(container => container.RestartCount - container.InterruptionCount));
        if (progress.Failed + retries > job.BackoffLimit && !CanarySwitch.Sings(Canary.BackoffLimitIgnored))
            return Fail(plan, job, progress, "BackoffLimitExceeded", $"{progress.Failed + retries} failure(s), more than backoffLimit {job.BackoffLimit}.");
        if (job.ActiveDeadline is not { } limit)
            return progress;
        var due = progress.StartedAt!.Value + limit;
        if (plan.Now >= due)
            return Fail(plan, job, progress, "DeadlineExceeded", $"The job ran longer than activeDeadlineSeconds ({limit.TotalSeconds:0}).");
        plan.Wake(job.Key, due);
        return progress;
    }

    private static JobProgress Fail(PlanBuilder plan, Job job, JobProgress progress, string reason, string message)
    {
        plan.Event(job, EventSeverity.Warning, reason, message);
        return progress with { FinishedAt = plan.Now, FailureReason = reason };
    }

    private void KeepParallelism(PlanBuilder plan, Job job, List<Pod> active)
    {
        var wanted = Math.Min(job.Parallelism, job.Completions - job.Progress.Succeeded);
        active = JobGang.EndMissized(plan, job, active, wanted);
        var missing = wanted - active.Count;
        if (missing > 0)
            StartPods(plan, job, active, missing);
        foreach (var pod in EndingOrder.Of(active).Take(-missing))
            PodLifecycle.RequestDeletion(plan, pod, $"the Job runs at most {job.Parallelism} pod(s) at a time");
    }

    private void StartPods(PlanBuilder plan, Job job, List<Pod> active, int missing)
    {
        if (RetryNotBefore(job.Progress, plan.Now) is { } earliest && earliest > plan.Now)
        {
            plan.Wake(job.Key, earliest);
            return;
        }

        if (PodFactory.Refuses(plan, job, job.Template))
            return;
        var hash = job.Template.ComputeHash();
        var most = Math.Min(missing, options.PodsCreatedPerStepMax);
        var now = QuotaRoom.Limit(plan, job, job.Template, most);
        var gang = JobGang.Next(job, active, missing);
        if (now == 0 || (gang is not null && now < most))
            return;
        for (var i = 0; i < now; i++)
            PodFactory.Create(plan, job, job.Template, hash, job.Metadata.Name, gang);
        if (now == most && most < missing)
            plan.Wake(job.Key, plan.Now);
        plan.Event(job, EventSeverity.Normal, "SuccessfulCreate", $"Created {now} pod(s).");
    }

    /// <summary>A failure in the future was before the clock was set back; to wait until the clock has caught up could take hours.</summary>
    private DateTimeOffset? RetryNotBefore(JobProgress progress, DateTimeOffset now)
    {
        var (afterFailure, afterStart) = (NotBefore(progress.LastFailureAt, progress.Failed, now), NotBefore(progress.LastGivenUpAt, progress.StartsGivenUp, now));
        return afterStart > afterFailure || afterFailure is null ? afterStart : afterFailure;
    }

    private DateTimeOffset? NotBefore(DateTimeOffset? at, int times, DateTimeOffset now)
    {
        if (at is not { } last || times == 0 || last > now)
            return null;
        var wait = options.JobBackoffBase * Math.Pow(2, Math.Min(times - 1, 10));
        return last + (wait < options.JobBackoffMax ? wait : options.JobBackoffMax);
    }

    private static void EndActive(PlanBuilder plan, Job job, List<Pod> active)
    {
        foreach (var pod in active)
            PodLifecycle.RequestDeletion(plan, pod, job.Suspend ? "the Job is suspended" : "the Job has finished");
    }

    private static void EndAll(PlanBuilder plan, Job job, List<Pod> pods)
    {
        foreach (var pod in pods)
            PodLifecycle.RequestDeletion(plan, pod, "the Job is being deleted");
        if (pods.All(plan.IsRemoved))
            plan.Remove(job.Key);
    }
}
