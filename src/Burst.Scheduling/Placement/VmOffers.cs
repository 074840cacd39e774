using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// VM nodes as places for a pod. They cost the same whether it runs there or not, so the price of an offer is zero. Jobs are
/// packed onto the fullest node that fits, services spread over the nodes that have the fewest of them.
/// </summary>
internal sealed class VmOffers(PlanBuilder plan, HostLimits hostLimits)
{
    public List<Offer> Evaluate(Pod pod)
    {
        var offers = new List<Offer>();
        foreach (var node in plan.State.Nodes)
        {
            if (node.NodeKind == NodeKind.Vm)
                offers.Add(Evaluate(node, pod));
        }

        return offers;
    }

    public Offer? Choose(Pod pod, List<Offer> offers)
    {
        var fitting = offers.Where(offer => offer.Fits);
        return pod.Owner?.Kind == Core.Ids.ObjectKind.Job
            ? fitting.OrderBy(offer => FreeCpu(offer.Node)).ThenBy(offer => offer.Node.Name).FirstOrDefault()
            : fitting.OrderBy(offer => SiblingsOn(offer.Node, pod)).ThenByDescending(offer => FreeCpu(offer.Node)).ThenBy(offer => offer.Node.Name)
                .FirstOrDefault();
    }

    private Offer Evaluate(Node node, Pod pod)
    {
        var tier = node.Tiers[0];
        if (NodeChecks.FindObstacle(plan, node, tier, pod, hostLimits) is { } obstacle)
            return Offer.Refuse(node, tier, obstacle.Obstacle, obstacle.Detail);
        var (used, pods) = plan.LoadOf(node.Name);
        var free = node.Capacity - used;
        var wanted = pod.Spec.TotalRequests;
        if (pods >= node.PodsMax)
            return Offer.Refuse(node, tier, "too many pods", $"{pods} of {node.PodsMax}");
        if (wanted.CpuMillis > free.CpuMillis)
            return Offer.Refuse(node, tier, "insufficient cpu", $"wants {wanted.CpuMillis}m, {free.CpuMillis}m of {node.Capacity.CpuMillis}m free");
        return wanted.MemoryMib > free.MemoryMib
            ? Offer.Refuse(node, tier, "insufficient memory", $"wants {wanted.MemoryMib} MiB, {free.MemoryMib} of {node.Capacity.MemoryMib} MiB free")
            : new Offer(node, tier, null, $"fits: {free.CpuMillis}m CPU and {free.MemoryMib} MiB free, already paid for", Money.Zero);
    }

    private long FreeCpu(Node node) => node.Capacity.CpuMillis - plan.LoadOf(node.Name).Requested.CpuMillis;

    private int SiblingsOn(Node node, Pod pod)
    {
        if (pod.Owner is not { } owner)
            return plan.LoadOf(node.Name).Pods;
        var existing = plan.State.PodsOf(owner).Select(plan.Latest);
        var created = plan.CreatedPods.Where(other => other.Owner == owner).Select(plan.Latest);
        return existing.Concat(created).Count(other => other.HoldsCapacity && other.Placement?.Node == node.Name);
    }
}
