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

    private readonly PlannedLoads planned = new();
    private readonly Dictionary<ObjectKey, Dictionary<NodeName, int>> siblings = [];

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
            var entry = planned.Find(index[i].Name) ?? index[i];
            most = Math.Max(most, entry.Free.CpuMillis);
        }

        return most;
    }

    /// <summary>The best node that fits, found through the index of free capacity; null when none does.</summary>
    public NodeName? Choose(Pod pod) =>
        pod.Owner?.Kind == ObjectKind.Job || pod.Spec.RestartPolicy != RestartPolicy.Always ? Pack(pod) : Spread(pod);

    /// <summary>Books a pod onto a node.</summary>
    public void Take(NodeName name, Pod pod)
    {
        planned.Put(Find(name).With(pod.Spec.TotalRequests, 1));
        if (pod.Owner is { } owner && siblings.TryGetValue(owner, out var counts))
            counts[name] = counts.GetValueOrDefault(name) + 1;
    }

    /// <summary>Takes back what <see cref="Take"/> booked, as when the rest of a gang finds no place.</summary>
    public void TakeBack(NodeName name, Pod pod)
    {
        planned.Put(Find(name).With(Resources.Zero - pod.Spec.TotalRequests, -1));
        if (pod.Owner is { } owner && siblings.TryGetValue(owner, out var counts))
            counts[name]--;
    }

    /// <summary>What most VM nodes lack for this pod; null when there is no VM node.</summary>
    public string? FindCause(Pod pod)
    {
        var wanted = pod.Spec.TotalRequests;
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < plan.State.VmCapacity.Count; i++)
        {
            if (FindObstacle(Find(plan.State.VmCapacity[i].Name), pod, wanted) is { } obstacle)
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
            if (planned.Find(index[i].Name) is null && Fits(index[i], pod, wanted))
                best = index[i];
        }

        foreach (var loaded in planned.WithCpu(wanted.CpuMillis))
        {
            if (best is not null && loaded.CompareTo(best) > 0)
                break;
            if (Fits(loaded, pod, wanted))
                return loaded.Name;
        }

        return best?.Name;
    }

    private NodeName? Spread(Pod pod)
    {
        var wanted = pod.Spec.TotalRequests;
        var index = plan.State.VmCapacity;
        var counts = pod.Owner is { } owner ? FindSiblings(owner) : null;
        VmCapacity? best = null;
        var bestSiblings = 0;
        for (var i = 0; i < index.Count; i++)
        {
            var entry = planned.Find(index[i].Name) ?? index[i];
            if (!Fits(entry, pod, wanted))
                continue;
            var count = counts?.GetValueOrDefault(entry.Name) ?? entry.Pods;
            if (best is not null && (count, best.Free.CpuMillis).CompareTo((bestSiblings, entry.Free.CpuMillis)) is var order
                && (order > 0 || (order == 0 && entry.Name.CompareTo(best.Name) > 0)))
                continue;
            (best, bestSiblings) = (entry, count);
        }

        return best?.Name;
    }

    /// <summary>What a VM node has left, with what this plan has put on it.</summary>
    private VmCapacity Find(NodeName name) => planned.Find(name) ?? plan.State.VmCapacity.Find(name)!;

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
        var entry = Find(name);
        var (free, wanted) = (entry.Free, pod.Spec.TotalRequests);
        return FindObstacle(entry, pod, wanted) switch
        {
            TooManyPods => Offer.Refuse(node, tier, TooManyPods, $"{entry.Pods} of {node.PodsMax}"),
            InsufficientCpu => Offer.Refuse(node, tier, InsufficientCpu, $"wants {wanted.CpuMillis}m, {free.CpuMillis}m of {node.Allocatable.CpuMillis}m free"),
            InsufficientMemory => Offer.Refuse(node, tier, InsufficientMemory, $"wants {wanted.MemoryMib} MiB, {free.MemoryMib} of {node.Allocatable.MemoryMib} MiB free"),
            _ => new Offer(node, tier, null, $"fits: {free.CpuMillis}m CPU and {free.MemoryMib} MiB free, already paid for", Money.Zero),
        };
    }

    /// <summary>How many pods of an owner each node has; counted once, then kept with each placement.</summary>
    private Dictionary<NodeName, int> FindSiblings(ObjectKey owner)
    {
        if (siblings.TryGetValue(owner, out var counts))
            return counts;
        siblings[owner] = counts = [];
        foreach (var pod in plan.State.PodsOf(owner).Concat(plan.CreatedPodsOf(owner)).Select(plan.Latest))
        {
            if (pod is { HoldsCapacity: true, Placement: { } placement })
                counts[placement.Node] = counts.GetValueOrDefault(placement.Node) + 1;
        }

        return counts;
    }
}
