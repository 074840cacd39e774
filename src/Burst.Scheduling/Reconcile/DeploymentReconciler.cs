using Burst.Core.Canaries;
using Burst.Core.Events;
using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Reconcile;

/// <summary>
/// Keeps a Deployment at its replica count. A changed template replaces all pods: the old ones end first, then the new ones start
/// (Recreate).
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
        var outdated = pods.Where(pod => pod.TemplateHash != hash && !pod.IsTerminal).ToList();
        foreach (var pod in outdated.Where(pod => pod.IsActive))
            PodLifecycle.RequestDeletion(plan, pod, "the template has changed");
        PruneFinished(plan, pods);

        var active = pods.Where(pod => pod.TemplateHash == hash && IsStrength(pod)).ToList();
        if (active.Count > deployment.Replicas)
            ScaleDown(plan, active, active.Count - deployment.Replicas);
        else if (outdated.All(pod => pod.IsLost || plan.IsRemoved(pod)))
            ScaleUp(plan, deployment, hash, deployment.Replicas - active.Count, FindBackoff(plan, pods, hash));
    }

    private static bool IsStrength(Pod pod) => pod.IsActive || (!pod.IsTerminal && CanarySwitch.Sings(Canary.EndingCountsAsStrength));

    private static void EndAll(PlanBuilder plan, Deployment deployment, List<Pod> pods)
    {
        foreach (var pod in pods)
            PodLifecycle.RequestDeletion(plan, pod, "the Deployment is being deleted");
        if (pods.All(plan.IsRemoved))
            plan.Remove(deployment.Key);
    }

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

        var now = Math.Min(missing, options.PodsCreatedPerStepMax);
        for (var i = 0; i < now; i++)
            PodFactory.Create(plan, deployment, deployment.Template, hash, $"{deployment.Metadata.Name}-{hash[..6]}");
        if (now < missing)
            plan.Wake(deployment.Key, plan.Now);
        plan.Event(deployment, EventSeverity.Normal, "ScalingReplicaSet", $"Created {now} pod(s) toward {deployment.Replicas} replica(s).");
    }

    private static void ScaleDown(PlanBuilder plan, List<Pod> active, int excess)
    {
        foreach (var pod in EndingOrder.Of(active).Take(excess))
            PodLifecycle.RequestDeletion(plan, pod, "scaled down");
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
