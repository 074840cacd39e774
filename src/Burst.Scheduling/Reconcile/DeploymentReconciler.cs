using Burst.Core.Canaries;
using Burst.Core.Events;
using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Scheduling.Planning;
using Burst.Scheduling.Repatriation;
using Burst.Scheduling.Rollouts;

namespace Burst.Scheduling.Reconcile;

/// <summary>
/// Keeps a Deployment at its replica count. After a change of its template the pods of the old one make way for those of the new one: a few
/// at a time (RollingUpdate), or all of them before the first new one starts (Recreate).
/// </summary>
internal sealed class DeploymentReconciler(PlannerOptions options)
{
    public void Reconcile(PlanBuilder plan, Deployment deployment)
    {
        var pods = plan.State.PodsOf(deployment.Key).Select(plan.Latest)
            .Where(pod => !plan.IsRemoved(pod) && pod.OwnerUid == deployment.Metadata.Uid).ToList();
        if (deployment.Metadata.DeletionRequestedAt is not null)
        {
            EndAll(plan, deployment, pods);
            return;
        }

        var hash = deployment.Template.ComputeHash();
        var rollout = Revisions.Observe(plan, deployment, hash);
        PruneFinished(plan, pods);
        var relief = new Relief(plan, options, deployment, hash);
        pods = relief.Advance([.. pods.Where(pod => !plan.IsRemoved(pod))]);
        if (relief.HasFailed)
            rollout = rollout with { VmRoomSince = null };
        rollout = rollout with { RepatriationFailures = relief.HasSucceeded ? 0 : rollout.RepatriationFailures + relief.Failures };
        if (deployment.RollingUpdate is { } rolling)
            Roll(plan, deployment, rolling, rollout.Current!, pods);
        else
            Recreate(plan, deployment, hash, pods);
        KeepBooks(plan, deployment, rollout);
    }

    private static void EndAll(PlanBuilder plan, Deployment deployment, List<Pod> pods)
    {
        foreach (var pod in pods)
            PodLifecycle.RequestDeletion(plan, pod, "the Deployment is being deleted");
        if (pods.All(plan.IsRemoved))
            plan.Remove(deployment.Key);
    }

    private void Roll(PlanBuilder plan, Deployment deployment, RollingUpdate rolling, DeploymentRevision revision, List<Pod> pods)
    {
        var decided = new RollingReplacement(deployment, rolling, revision.Hash, pods, plan.Now).Decide();
        foreach (var pod in decided.Ending)
            PodLifecycle.RequestDeletion(plan, pod, pod.TemplateHash == revision.Hash ? "scaled down" : $"replaced by revision {revision.Number}");
        ScaleUp(plan, deployment, revision.Hash, decided.Missing, FindBackoff(plan, pods, revision.Hash));
    }

    private void Recreate(PlanBuilder plan, Deployment deployment, string hash, List<Pod> pods)
    {
        var outdated = pods.Where(pod => pod.TemplateHash != hash && !pod.IsTerminal).ToList();
        foreach (var pod in outdated.Where(pod => pod.IsActive))
            PodLifecycle.RequestDeletion(plan, pod, "the template has changed");

        var active = pods.Where(pod => pod.TemplateHash == hash && IsStrength(pod)).ToList();
        if (active.Count > deployment.Replicas)
            ScaleDown(plan, active, active.Count - deployment.Replicas);
        else if (outdated.All(pod => pod.IsLost || plan.IsRemoved(pod)))
            ScaleUp(plan, deployment, hash, deployment.Replicas - active.Count, FindBackoff(plan, pods, hash));
    }

    private static bool IsStrength(Pod pod) => pod.IsActive || (!pod.IsTerminal && CanarySwitch.Sings(Canary.EndingCountsAsStrength));

    private DateTimeOffset? FindBackoff(PlanBuilder plan, List<Pod> pods, string hash) =>
        ReplacementBackoff.FindEnd(pods.Where(pod => pod.TemplateHash == hash && !plan.IsRemoved(pod)), options, plan.Now);

    private void ScaleUp(PlanBuilder plan, Deployment deployment, string hash, int missing, DateTimeOffset? notBefore)
    {
        if (missing <= 0)
            return;
        if (notBefore > plan.Now)
        {
            plan.Wake(deployment.Key, notBefore.Value);
            return;
        }

        if (PodFactory.Refuses(plan, deployment, deployment.Template))
            return;
        var most = Math.Min(missing, options.PodsCreatedPerStepMax);
        var now = QuotaRoom.Limit(plan, deployment, deployment.Template, most);
        if (now == 0)
            return;
        for (var i = 0; i < now; i++)
            PodFactory.Create(plan, deployment, deployment.Template, hash, $"{deployment.Metadata.Name}-{hash[..6]}");
        if (now == most && most < missing)
            plan.Wake(deployment.Key, plan.Now);
        plan.Event(deployment, EventSeverity.Normal, "ScalingReplicaSet", $"Created {now} pod(s) toward {deployment.Replicas} replica(s).");
    }

    private static void ScaleDown(PlanBuilder plan, List<Pod> active, int excess)
    {
        foreach (var pod in EndingOrder.Of(active).Take(excess))
            PodLifecycle.RequestDeletion(plan, pod, "scaled down");
    }

    /// <summary>Writes down which revisions there are and how far the present one has come, where that has changed.</summary>
    private static void KeepBooks(PlanBuilder plan, Deployment deployment, Rollout rollout)
    {
        var pods = plan.State.PodsOf(deployment.Key).Concat(plan.CreatedPodsOf(deployment.Key)).Where(pod => !plan.IsRemoved(pod))
            .Select(plan.Latest).Where(pod => pod.OwnerUid == deployment.Metadata.Uid).ToList();
        rollout = RolloutProgress.Follow(plan, deployment, rollout, pods);
        rollout = rollout with
        {
            Revisions = Revisions.Trim(rollout.Revisions, deployment.RevisionsKept, hash => pods.Exists(pod => pod.TemplateHash == hash && !pod.IsTerminal)),
        };
        if (rollout != deployment.Rollout)
            plan.Put(deployment with { Rollout = rollout });
        if (deployment.MinReady > TimeSpan.Zero && pods.Min(pod => PodAvailability.FindDue(pod, deployment.MinReady, plan.Now)) is { } due)
            plan.Wake(deployment.Key, due);
    }

    private void PruneFinished(PlanBuilder plan, List<Pod> pods)
    {
        var done = pods
            .Where(pod => pod is { IsTerminal: true, HostState: HostState.Gone or HostState.None })
            .OrderByDescending(pod => pod.FinishedAt ?? pod.Metadata.CreatedAt)
            .ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal);
        foreach (var pod in done.Skip(options.FinishedPodsKeptPerDeployment))
            plan.Remove(pod.Key);
    }
}
