using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Scheduling.Placement.Constraints;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Reconcile;

/// <summary>Ends pods that are on a node with a taint of effect NoExecute which they do not tolerate, or no longer.</summary>
internal static class TaintEviction
{
    /// <summary>The node has changed: what runs there may have to go.</summary>
    public static void Look(PlanBuilder plan, Node node)
    {
        if (!Evicts(node))
            return;
        foreach (var uid in plan.State.LoadOf(node.Name).Pods)
            TryEnd(plan, plan.Latest(plan.State.FindPod(uid)!));
    }

    /// <returns>Whether the pod is ended; one that may stay for a while is looked at again in time.</returns>
    public static bool TryEnd(PlanBuilder plan, Pod pod)
    {
        if (pod is not { IsActive: true, HoldsCapacity: true, Placement: { } placement } || plan.State.FindNode(placement.Node) is not { } node || !Evicts(node))
            return false;
        if (TaintRule.FindStay(node.Taints, pod.Spec.Tolerations) is not { } stay)
            return false;
        var due = FindBegin(node, placement) + stay;
        if (stay > TimeSpan.Zero && plan.Now < due)
        {
            plan.Wake(pod.Key, due);
            return false;
        }

        PodLifecycle.RequestDeletion(plan, pod, $"node {node.Name} has the taint {FindCause(node, pod)}, which it does not tolerate{(stay > TimeSpan.Zero ? $" for longer than {stay.TotalSeconds:0} seconds" : "")}");
        return true;
    }

    private static bool Evicts(Node node)
    {
        foreach (var taint in node.Taints)
        {
            if (taint.Effect == Taint.NoExecute)
                return true;
        }

        return false;
    }

    /// <summary>From when its time there counts: the taints, or the pod where it came later.</summary>
    private static DateTimeOffset FindBegin(Node node, Core.Pods.Placement placement)
    {
        var tainted = node.Taints.Where(taint => taint.Effect == Taint.NoExecute).Max(taint => taint.AddedAt ?? node.Metadata.CreatedAt);
        return tainted > placement.At ? tainted : placement.At;
    }

    private static Taint FindCause(Node node, Pod pod)
    {
        var evicting = node.Taints.Where(taint => taint.Effect == Taint.NoExecute).ToList();
        return evicting.Find(taint => TaintRule.FindStay([taint], pod.Spec.Tolerations) == TaintRule.FindStay(evicting, pod.Spec.Tolerations)) ?? evicting[0];
    }
}
