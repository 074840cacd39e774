using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Workloads;
using Burst.Scheduling.Placement;
using Burst.Scheduling.Planning;
using Burst.Scheduling.Reconcile;

namespace Burst.Scheduling.Repatriation;

/// <summary>
/// Begins to bring spilled pods of Deployments back once VM nodes have had room for long enough, after all that waits has got its place: one
/// pod of a Deployment at a time, a few in the cluster. The VMs are paid whether or not they are used, so each that comes back saves all it cost.
/// </summary>
internal sealed class Homecoming(PlanBuilder plan, PlannerOptions options, PodPlacer placer)
{
    private int begun;

    public void Look(ObjectKey key)
    {
        if (plan.Find(key) is not Deployment { Metadata.DeletionRequestedAt: null } deployment)
            return;
        var pods = plan.State.PodsOf(key).Concat(plan.CreatedPodsOf(key)).Where(pod => !plan.IsRemoved(pod)).Select(plan.Latest)
            .Where(pod => pod.OwnerUid == deployment.Metadata.Uid).ToList();
        if (pods.Exists(pod => pod.IsRelief) || PodFactory.FindProblem(plan, deployment.Template) is not null
            || plan.State.FindQuotaExcess(key.Namespace, QuotaDemand.Of(deployment.Template.Spec)) is not null)
            return;
        var candidate = pods.Where(RepatriationRules.IsSpilled).OrderByDescending(pod => pod.Placement!.PricePerHour).ThenBy(pod => pod.Metadata.CreatedAt)
            .ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal).FirstOrDefault(pod => RepatriationRules.FindObstacle(plan.State, deployment, pod) is null);
        if (candidate is null)
            Note(deployment, null);
        else
            Look(deployment, candidate, pods);
        if (pods.Exists(RepatriationRules.IsSpilled))
            plan.Wake(key, plan.Now + options.RepatriationLookEvery);
    }

    private void Look(Deployment deployment, Pod spilled, List<Pod> pods)
    {
        var node = plan.State.IsPaused || deployment.Rollout.State != RolloutState.Complete ? null : placer.FindRoomFor(spilled);
        if (node is null)
        {
            Note(deployment, null);
            return;
        }

        // From the future: the clock was set back. One that was to take its place and failed at it was not helped by room alone.
        var since = deployment.Rollout.VmRoomSince is { } noted && noted <= plan.Now && !pods.Exists(pod => HasFailedSince(pod, noted, plan.Now)) ? noted : plan.Now;
        Note(deployment, since);
        var due = since + RepatriationRules.WaitOf(PolicyResolver.Find(plan.State, spilled), deployment.Rollout.RepatriationFailures);
        if (due > plan.Now)
            plan.Wake(deployment.Key, due);
        else if (plan.State.ReliefCount + begun < options.RepatriationsMax && RepatriationRules.IsInOrder(plan.State, deployment, pods, plan.Now))
            Begin(deployment, spilled, node.Value, since);
    }

    private static bool HasFailedSince(Pod pod, DateTimeOffset since, DateTimeOffset now) =>
        pod is { Relieves: not null, IsActive: false, IsLost: false } && pod.HostStateSince >= since && pod.HostStateSince <= now;

    private void Begin(Deployment deployment, Pod spilled, NodeName node, DateTimeOffset since)
    {
        begun++;
        var hash = spilled.TemplateHash;
        var relief = PodFactory.Create(plan, deployment, deployment.Template, hash, $"{deployment.Metadata.Name}-{hash[..6]}") with { Relieves = spilled.Uid };
        var from = spilled.Placement!;
        placer.PlaceAt(relief, node, $"takes the place of {spilled.Metadata.Name} on {from.Node} once it is ready, as VM nodes have had room since {since:HH:mm:ss}Z");
        plan.Event(spilled, EventSeverity.Normal, "Repatriating", $"{relief.Metadata.Name} on {node} is to take its place: VM nodes have had room since {since:HH:mm:ss}Z.");
        if (options.WritesReasons)
            plan.Decide(Explanation.Of(plan, spilled, $"stays until {relief.Metadata.Name} on {node} is ready, then ends, which saves ${from.PricePerHour}/h: VM nodes have had room since {since:HH:mm:ss}Z"));
    }

    private void Note(Deployment deployment, DateTimeOffset? since)
    {
        if (deployment.Rollout.VmRoomSince != since)
            plan.Put(deployment with { Rollout = deployment.Rollout with { VmRoomSince = since } });
    }
}
