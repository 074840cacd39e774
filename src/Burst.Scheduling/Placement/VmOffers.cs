using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Units;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// VM nodes as places for a pod. They cost the same whether it runs there or not, so the price of an offer is zero. What runs to
/// its end is packed onto the fullest node that fits, services spread over the nodes that have the fewest of them.
/// </summary>
internal sealed class VmOffers(PlanBuilder plan, HostLimits hostLimits)
{
    private const string TooManyPods = "too many pods";
    private const string InsufficientCpu = "insufficient cpu";
    private const string InsufficientMemory = "insufficient memory";

    /// <summary>Every VM node with why or why not, for the record.</summary>
    public List<Offer> Evaluate(Pod pod)
    {
        var offers = new List<Offer>();
        foreach (var node in plan.State.Nodes)
        {
            if (node.NodeKind == NodeKind.Vm)
                offers.Add(Evaluate(node, node.Name, pod));
        }

        return offers;
    }

    /// <summary>The most CPU that one VM node has left; below zero when there is none.</summary>
    public long FindRoom()
    {
        var index = plan.State.VmCapacity;
        var most = -1L;
        for (var i = index.Count - 1; i >= 0 && index[i].Free.CpuMillis > most; i--)
        {
            var entry = plan.HasLoaded(index[i].Name) ? WithPlanned(index[i].Name)! : index[i];
            most = Math.Max(most, entry.Free.CpuMillis);
        }

        return most;
    }

    /// <summary>The best node that fits, found through the index of free capacity; null when none does.</summary>
    public NodeName? Choose(Pod pod) =>
        pod.Owner?.Kind == ObjectKind.Job || pod.Spec.RestartPolicy != RestartPolicy.Always ? Pack(pod) : Spread(pod);

    /// <summary>What most VM nodes lack for this pod; null when there is no VM node.</summary>
    public string? FindCause(Pod pod)
    {
        var wanted = pod.Spec.TotalRequests;
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < plan.State.VmCapacity.Count; i++)
        {
            var name = plan.State.VmCapacity[i].Name;
            var entry = plan.HasLoaded(name) ? WithPlanned(name)! : plan.State.VmCapacity[i];
            if (FindObstacle(entry, pod, wanted) is { } obstacle)
                counts[obstacle] = counts.GetValueOrDefault(obstacle) + 1;
        }

        return counts.Count == 0 ? null : counts.MaxBy(pair => pair.Value).Key;
    }

    private NodeName? Pack(Pod pod)
    {
        var wanted = pod.Spec.TotalRequests;
        var index = plan.State.VmCapacity;
        VmCapacity? best = null;
        for (var i = index.FirstWithCpu(wanted.CpuMillis); i < index.Count && best is null; i++)
        {
            if (!plan.HasLoaded(index[i].Name) && Fits(index[i], pod, wanted))
                best = index[i];
        }

        foreach (var name in plan.LoadedNodes)
        {
            if (WithPlanned(name) is { } loaded && Fits(loaded, pod, wanted) && (best is null || loaded.CompareTo(best) < 0))
                best = loaded;
        }

        return best?.Name;
    }

    private NodeName? Spread(Pod pod)
    {
        var wanted = pod.Spec.TotalRequests;
        var index = plan.State.VmCapacity;
        var siblings = CountSiblings(pod);
        VmCapacity? best = null;
        var bestSiblings = 0;
        for (var i = 0; i < index.Count; i++)
        {
            var entry = plan.HasLoaded(index[i].Name) ? WithPlanned(index[i].Name)! : index[i];
            if (!Fits(entry, pod, wanted))
                continue;
            var count = siblings?.GetValueOrDefault(entry.Name) ?? entry.Pods;
            if (best is not null && (count, best.Free.CpuMillis).CompareTo((bestSiblings, entry.Free.CpuMillis)) is var order
                && (order > 0 || (order == 0 && entry.Name.CompareTo(best.Name) > 0)))
                continue;
            (best, bestSiblings) = (entry, count);
        }

        return best?.Name;
    }

    private VmCapacity? WithPlanned(NodeName name)
    {
        if (plan.State.VmCapacity.Find(name) is not { } entry)
            return null;
        var (used, pods) = plan.LoadOf(name);
        return entry with { Free = entry.Node.Capacity - used, Pods = pods };
    }

    private bool Fits(VmCapacity entry, Pod pod, Resources wanted) =>
        wanted.FitsIn(entry.Free) && FindObstacle(entry, pod, wanted) is null;

    private string? FindObstacle(VmCapacity entry, Pod pod, Resources wanted)
    {
        if (NodeChecks.FindObstacle(plan, entry.Node, entry.Name, entry.Node.Tiers[0], pod, hostLimits) is { } obstacle)
            return obstacle.Obstacle;
        if (entry.Pods >= entry.Node.PodsMax)
            return TooManyPods;
        if (wanted.CpuMillis > entry.Free.CpuMillis)
            return InsufficientCpu;
        return wanted.MemoryMib > entry.Free.MemoryMib ? InsufficientMemory : null;
    }

    private Offer Evaluate(Node node, NodeName name, Pod pod)
    {
        var tier = node.Tiers[0];
        if (NodeChecks.FindObstacle(plan, node, name, tier, pod, hostLimits) is { } obstacle)
            return Offer.Refuse(node, tier, obstacle.Obstacle, obstacle.Detail);
        var entry = WithPlanned(name)!;
        var (free, wanted) = (entry.Free, pod.Spec.TotalRequests);
        return FindObstacle(entry, pod, wanted) switch
        {
            TooManyPods => Offer.Refuse(node, tier, TooManyPods, $"{entry.Pods} of {node.PodsMax}"),
            InsufficientCpu => Offer.Refuse(node, tier, InsufficientCpu, $"wants {wanted.CpuMillis}m, {free.CpuMillis}m of {node.Capacity.CpuMillis}m free"),
            InsufficientMemory => Offer.Refuse(node, tier, InsufficientMemory, $"wants {wanted.MemoryMib} MiB, {free.MemoryMib} of {node.Capacity.MemoryMib} MiB free"),
            _ => new Offer(node, tier, null, $"fits: {free.CpuMillis}m CPU and {free.MemoryMib} MiB free, already paid for", Money.Zero),
        };
    }

    /// <summary>How many pods of the same owner each node has; null for a pod without one, which counts them all.</summary>
    private Dictionary<NodeName, int>? CountSiblings(Pod pod)
    {
        if (pod.Owner is not { } owner)
            return null;
        var counts = new Dictionary<NodeName, int>();
        var existing = plan.State.PodsOf(owner).Select(plan.Latest);
        var created = plan.CreatedPods.Where(other => other.Owner == owner).Select(plan.Latest);
        foreach (var other in existing.Concat(created))
        {
            if (other is { HoldsCapacity: true, Placement: { } placement })
                counts[placement.Node] = counts.GetValueOrDefault(placement.Node) + 1;
        }

        return counts;
    }
}
