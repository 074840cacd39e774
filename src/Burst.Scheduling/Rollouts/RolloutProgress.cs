using Burst.Core.Events;
using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Rollouts;

/// <summary>How far a Deployment has come with its present template, and whether anything still comes of it.</summary>
internal static class RolloutProgress
{
    /// <param name="pods">Those of the Deployment, as the plan leaves them.</param>
    public static Rollout Follow(PlanBuilder plan, Deployment deployment, Rollout rollout, IReadOnlyList<Pod> pods)
    {
        if (rollout.State == RolloutState.Complete)
            return rollout;
        var counts = Count(deployment, rollout.Current!.Hash, pods, plan.Now);
        if (IsComplete(deployment, counts))
        {
            plan.Event(
                deployment, EventSeverity.Normal, "RolloutComplete",
                $"All {counts.Updated} pod(s) are of revision {rollout.Current.Number} and available.");
            return rollout with { State = RolloutState.Complete, Since = plan.Now, Counts = counts };
        }

        if (counts.IsBeyond(rollout.Counts) || rollout.ProgressedAt > plan.Now)
            rollout = rollout with { ProgressedAt = plan.Now, State = RolloutState.Progressing, Since = rollout.State == RolloutState.Stuck ? plan.Now : rollout.Since };
        rollout = rollout with { Counts = counts };
        return rollout.State == RolloutState.Stuck ? rollout : CheckDeadline(plan, deployment, rollout);
    }

    public static RolloutCounts Count(Deployment deployment, string hash, IReadOnlyList<Pod> pods, DateTimeOffset now)
    {
        var (all, updated, available, updatedAvailable) = (0, 0, 0, 0);
        foreach (var pod in pods.Where(pod => pod.IsActive))
        {
            var (isUpdated, isAvailable) = (pod.TemplateHash == hash, PodAvailability.IsAvailable(pod, deployment.MinReady, now));
            all++;
            updated += isUpdated ? 1 : 0;
            available += isAvailable ? 1 : 0;
            updatedAvailable += isUpdated && isAvailable ? 1 : 0;
        }

        return new RolloutCounts(all, updated, available, updatedAvailable);
    }

    private static bool IsComplete(Deployment deployment, RolloutCounts counts) =>
        counts.Pods == deployment.Replicas && counts.UpdatedAvailable == deployment.Replicas;

    private static Rollout CheckDeadline(PlanBuilder plan, Deployment deployment, Rollout rollout)
    {
        var due = rollout.ProgressedAt + deployment.ProgressDeadline;
        if (plan.Now < due)
        {
            plan.Wake(deployment.Key, due);
            return rollout;
        }

        var counts = rollout.Counts;
        plan.Event(
            deployment, EventSeverity.Warning, "ProgressDeadlineExceeded",
            $"Nothing has come of revision {rollout.Current!.Number} for {deployment.ProgressDeadline.TotalSeconds:0} seconds: "
            + $"{counts.Updated} of {deployment.Replicas} pods are of it, {counts.UpdatedAvailable} of these available, {counts.Old} old ones are left.");
        return rollout with { State = RolloutState.Stuck, Since = plan.Now };
    }
}
