using Burst.Core.Canaries;
using Burst.Core.Events;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Scheduling.Placement.Constraints;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Reconcile;

/// <summary>
/// Gives up the pods of a VM node that has not answered for too long, so that they are replaced. The old ones stay on record and
/// are ended when the node comes back. A virtual node that does not answer is left alone: its groups go on running in Azure, and
/// replacing them would pay twice.
/// </summary>
internal sealed class LostNodes(PlannerOptions options)
{
    public void Mark(PlanBuilder plan)
    {
        foreach (var node in plan.State.Nodes)
        {
            if (node.NodeKind != NodeKind.Vm || (node.IsReady && plan.State.LostPodCount == 0) || plan.State.LoadOf(node.Name).Pods.Count == 0)
                continue;
            if (node.IsReady)
                EndStrays(plan, node);
            else
                GiveUpPods(plan, node);
        }
    }

    private void GiveUpPods(PlanBuilder plan, Node node)
    {
        var lostAt = node.Readiness.Since + options.ReplacePodsAfter;
        if (plan.Now < lostAt && !CanarySwitch.Sings(Canary.ReplacedWithoutGrace))
            plan.Wake(node.Key, lostAt);
        foreach (var pod in PodsOn(plan, node).Where(IsToBeGivenUp))
        {
            if (!IsDue(plan, node, pod, lostAt))
                continue;
            var lost = pod with { IsLost = true, Reason = "NodeLost", Message = $"Node {node.Name} has not answered since {node.Readiness.Since:u}." };
            plan.Put(pod.Owner is null ? lost with { Phase = PodPhase.Failed, FinishedAt = plan.Now } : lost);
            plan.Event(pod, EventSeverity.Warning, "NodeLost", lost.Message);
        }
    }

    /// <summary>A pod that tolerates such nodes stays for as long as it says, or for ever; all others for as long as the cluster says.</summary>
    private static bool IsDue(PlanBuilder plan, Node node, Pod pod, DateTimeOffset lostAt)
    {
        if (CanarySwitch.Sings(Canary.ReplacedWithoutGrace))
            return true;
        var taint = node.Readiness.Status is null ? Taint.Unreachable : Taint.NotReady;
        if (!taint.IsToleratedBy(pod.Spec.Tolerations))
            return plan.Now >= lostAt;
        if (TaintRule.FindStay([taint], pod.Spec.Tolerations) is not { } stay)
            return false;
        if (plan.Now >= node.Readiness.Since + stay)
            return true;
        plan.Wake(node.Key, node.Readiness.Since + stay);
        return false;
    }

    /// <summary>Also what an owner waits for the end of: nobody can tell when that will be.</summary>
    private static bool IsToBeGivenUp(Pod pod) => pod.IsActive || pod is { IsTerminal: false, IsLost: false, Owner: not null };

    private static void EndStrays(PlanBuilder plan, Node node)
    {
        foreach (var pod in PodsOn(plan, node).Where(IsStray))
        {
            if (CanarySwitch.Sings(Canary.StraysAreLeft))
                return;
            plan.Put(PodLifecycle.ToDelete(pod, plan.Now));
            plan.Event(pod, EventSeverity.Normal, "EndingStray", $"Node {node.Name} is back; the pod was replaced meanwhile.");
        }
    }

    private static bool IsStray(Pod pod) => pod is { IsLost: true, HostState: HostState.Created }
        || (pod is { IsLost: true, HostState: HostState.CreateIntended } && !CanarySwitch.Sings(Canary.LostPodIsCreatedAgain));

    private static IEnumerable<Pod> PodsOn(PlanBuilder plan, Node node) =>
        plan.State.LoadOf(node.Name).Pods.Select(uid => plan.State.FindPod(uid)!);
}
