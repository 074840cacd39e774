using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Units;
using Burst.Scheduling.Placement.Constraints;
using Burst.Scheduling.Placement.Scoring;
using Burst.Scheduling.Planning;
using Burst.Scheduling.Preemption;

namespace Burst.Scheduling.Placement;

/// <summary>
/// VM nodes as places for a pod. They cost the same whether it runs there or not, so the price of an offer is zero. What is
/// packed goes to the fullest node that fits, what is spread to the nodes that have the fewest of them.
/// </summary>
internal sealed partial class VmOffers(PlanBuilder plan, HostLimits hostLimits, PodTopology topology, PlacementStrategies strategies, Claims claims, OrderCopies copies)
{
    private const string TooManyPods = "too many pods";
    private const string InsufficientCpu = "insufficient cpu";
    private const string InsufficientMemory = "insufficient memory";

    /// <summary>Of nodes told apart by labels; with more than these all nodes are looked at.</summary>
    private const int ClassesMax = 64;

    private readonly PlannedLoads planned = new(plan.State.VmCapacity, copies);
    private readonly NodeScores scores = new(plan.State, topology);
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

    /// <summary>The VM node chosen and others with why or why not, for the record: all where they are few, else a few of them.</summary>
    public List<Offer> EvaluateWith(Node chosen, Pod pod)
    {
        if (planned.ByFree.Count <= Considered.ListedMax)
            return Evaluate(pod);
        var others = plan.State.Nodes.Where(node => node.NodeKind == NodeKind.Vm && node.Name != chosen.Name).Take(Considered.BesideChosenMax);
        return [Evaluate(chosen, chosen.Name, pod), .. others.Select(node => Evaluate(node, node.Name, pod))];
    }

    /// <summary>The most CPU that one VM node has left, for what asks for none as well; below zero when there is no node.</summary>
    public long FindRoom() => planned.ByFree is { Count: > 0 } nodes ? Math.Max(0, nodes[nodes.Count - 1].Free.CpuMillis) : -1;

    /// <summary>The best node that fits, found through the index of free capacity; null when none does.</summary>
    public NodeName? Choose(Pod pod)
    {
        if (pod.Spec.NodeName is { } only)
            return planned.Find(only) is { } entry && Fits(entry, pod, pod.Spec.TotalRequests) ? only : null;
        if (pod.NominatedNode is { } kept && Find(kept) is { } place && Fits(place, pod, pod.Spec.TotalRequests))
            return kept;
        if (scores.Matter(pod))
            return ChoosePreferred(pod);
        return IsPacked(pod) ? Pack(planned.ByFree, pod) : Spread(pod);
    }

    /// <summary>Books a pod onto a node.</summary>
    public void Take(NodeName name, Pod pod)
    {
        planned.Put(Find(name)!.With(pod));
        topology.Note(pod, name, 1);
        if (pod.Owner is { } owner && siblings.TryGetValue(owner, out var counts))
            counts[name] = counts.GetValueOrDefault(name) + 1;
    }

    /// <summary>Takes back what <see cref="Take"/> booked, as when the rest of a gang finds no place.</summary>
    public void TakeBack(NodeName name, Pod pod)
    {
        planned.Put(Find(name)!.Without(pod));
        topology.Note(pod, name, -1);
        if (pod.Owner is { } owner && siblings.TryGetValue(owner, out var counts))
            counts[name]--;
    }

    /// <summary>What most VM nodes lack for this pod; null when there is no VM node.</summary>
    public string? FindCause(Pod pod)
    {
        var wanted = pod.Spec.TotalRequests;
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < planned.ByFree.Count; i++)
        {
            if (FindObstacle(planned.ByFree[i], pod, wanted) is { } obstacle)
                counts[obstacle] = counts.GetValueOrDefault(obstacle) + 1;
        }

        return counts.Count == 0 ? null : counts.MaxBy(pair => pair.Value).Key;
    }

    private bool IsPacked(Pod pod) => strategies.For(pod) == PlacementStrategy.Binpack;

    /// <summary>Of the nodes that fit the one with the best score; of equals the one that packing or spreading takes.</summary>
    private NodeName? ChoosePreferred(Pod pod)
    {
        var fitting = FindBestOfClasses(pod) ?? FindFitting(pod);
        if (fitting.Count == 0)
            return null;
        var score = scores.Of(pod, [.. fitting.Select(entry => entry.Node)]);
        var counts = pod.Owner is { } owner ? FindSiblings(owner) : null;
        var isPacked = IsPacked(pod);
        var best = 0;
        for (var i = 1; i < fitting.Count; i++)
        {
            if (RankOf(i).CompareTo(RankOf(best)) < 0)
                best = i;
        }

        return fitting[best].Name;

        (long, long, long, NodeName) RankOf(int i)
        {
            var (node, free) = (fitting[i], fitting[i].Free.CpuMillis);
            return (-score[i], isPacked ? 0 : counts?.GetValueOrDefault(node.Name) ?? node.Pods, isPacked ? free : -free, node.Name);
        }
    }

    private List<VmCapacity> FindFitting(Pod pod)
    {
        var (wanted, nodes) = (pod.Spec.TotalRequests, planned.ByFree);
        var fitting = new List<VmCapacity>();
        for (var i = FirstWithRoom(nodes, wanted); i < nodes.Count; i++)
        {
            if (Fits(nodes[i], pod, wanted))
                fitting.Add(nodes[i]);
        }

        return fitting;
    }

    /// <summary>
    /// Of those that have the same values of all labels that the score goes by the one that packing or spreading takes: no other of them can be the best. Null
    /// where that cannot be told, or there are too many such values for it to help.
    /// </summary>
    private List<VmCapacity>? FindBestOfClasses(Pod pod)
    {
        if (scores.FindLabels(pod) is not { } labels || planned.FindByLabels(labels, ClassesMax) is not { } classes)
            return null;
        var rules = topology.Find(pod)!.RulesByScoredLabels;
        var open = classes.All.Where(some => rules.All(rule => rule.Allows(some.Any)));
        var best = IsPacked(pod) ? open.Select(some => Pack(some.ByFree, pod))
            : pod.Owner is { } owner ? open.Select(some => SpreadFrom(some.ByFree, FindSiblings(owner), pod))
            : open.Select(some => SpreadByPods(some.ByPods, pod));
        return [.. best.OfType<NodeName>().Select(name => Find(name)!)];
    }

    private NodeName? Pack(VmOrder nodes, Pod pod)
    {
        var wanted = pod.Spec.TotalRequests;
        for (var i = FirstWithRoom(nodes, wanted); i < nodes.Count; i++)
        {
            if (Fits(nodes[i], pod, wanted))
                return nodes[i].Name;
        }

        return null;
    }

    private NodeName? Spread(Pod pod) => pod.Owner is { } owner ? SpreadFrom(planned.ByFree, FindSiblings(owner), pod) : SpreadByPods(planned.ByPods, pod);

    /// <summary>The node with the fewest siblings; of equals the emptiest. Most nodes have none, and the first of these that fits is the one.</summary>
    private NodeName? SpreadFrom(VmOrder nodes, Dictionary<NodeName, int> counts, Pod pod)
    {
        var wanted = pod.Spec.TotalRequests;
        NodeName? best = null;
        var fewest = int.MaxValue;
        for (int end = nodes.Count, start; end > 0 && fewest > 0 && !IsShort(wanted.CpuMillis, nodes[end - 1].Free.CpuMillis); end = start)
        {
            start = nodes.FirstWithCpu(nodes[end - 1].Free.CpuMillis);
            for (var i = start; i < end && fewest > 0; i++)
            {
                var count = counts.GetValueOrDefault(nodes[i].Name);
                if (count < fewest && Fits(nodes[i], pod, wanted))
                    (best, fewest) = (nodes[i].Name, count);
            }
        }

        return best;
    }

    /// <summary>A pod of no workload has no siblings: the node with the fewest pods; of equals the emptiest.</summary>
    private NodeName? SpreadByPods(VmOrder nodes, Pod pod)
    {
        var wanted = pod.Spec.TotalRequests;
        for (var i = 0; i < nodes.Count; i++)
        {
            if (Fits(nodes[i], pod, wanted))
                return nodes[i].Name;
        }

        return null;
    }

    private static int FirstWithRoom(VmOrder nodes, Resources wanted) => wanted.CpuMillis == 0 ? 0 : nodes.FirstWithCpu(wanted.CpuMillis);

    /// <summary>As in Kubernetes, what is not asked for is not looked at: a node may have promised more than it has left.</summary>
    private static bool IsShort(long wanted, long free) => wanted > 0 && wanted > free;

    /// <summary>Other pods are asked early, where that is cheapest; not of one that was refused, as the checks of the node note when its refusals end.</summary>
    private bool Fits(VmCapacity entry, Pod pod, Resources wanted) =>
        !IsShort(wanted.CpuMillis, entry.Free.CpuMillis) && !IsShort(wanted.MemoryMib, entry.Free.MemoryMib) && !ScalarRule.IsShort(entry, pod)
        && (!pod.Refusals.IsEmpty || topology.Find(pod)?.Allows(entry.Node) != false)
        && NodeChecks.FindObstacle(plan, entry.Node, entry.Name, entry.Node.Tiers[0], pod, hostLimits) is null
        && FindShortage(claims.LeftFor(pod, entry), pod, wanted) is null
        && IsOpenBesideOthers(entry, pod);

    private string? FindObstacle(VmCapacity entry, Pod pod, Resources wanted) =>
        NodeChecks.FindObstacle(plan, entry.Node, entry.Name, entry.Node.Tiers[0], pod, hostLimits)?.Obstacle
        ?? FindShortage(claims.LeftFor(pod, entry), pod, wanted)
        ?? FindTopologyObstacle(entry, pod, [])?.Obstacle;

    private static string? FindShortage(VmCapacity entry, Pod pod, Resources wanted)
    {
        if (HostPortRule.FindTaken(entry, pod) is not null)
            return HostPortRule.Obstacle;
        if (entry.Pods >= entry.Node.PodsMax)
            return TooManyPods;
        if (IsShort(wanted.CpuMillis, entry.Free.CpuMillis))
            return InsufficientCpu;
        if (IsShort(wanted.MemoryMib, entry.Free.MemoryMib))
            return InsufficientMemory;
        return ScalarRule.FindObstacle(entry, pod)?.Obstacle;
    }

    private Offer Evaluate(Node node, NodeName name, Pod pod)
    {
        var tier = node.Tiers[0];
        if (NodeChecks.FindObstacle(plan, node, name, tier, pod, hostLimits) is { } obstacle)
            return Offer.Refuse(node, tier, obstacle.Obstacle, obstacle.Detail);
        var entry = claims.LeftFor(pod, Find(name)!);
        var (free, wanted) = (entry.Free, pod.Spec.TotalRequests);
        return (FindShortage(entry, pod, wanted) ?? FindTopologyObstacle(entry, pod, [])?.Obstacle) switch
        {
            HostPortRule.Obstacle => Offer.Refuse(node, tier, HostPortRule.Obstacle, $"wants {HostPortRule.FindTaken(entry, pod)}, which leads to another pod there"),
            TooManyPods => Offer.Refuse(node, tier, TooManyPods, $"{entry.Pods} of {node.PodsMax}"),
            InsufficientCpu => Offer.Refuse(node, tier, InsufficientCpu, $"wants {wanted.CpuMillis}m, {free.CpuMillis}m of {node.Allocatable.CpuMillis}m free"),
            InsufficientMemory => Offer.Refuse(node, tier, InsufficientMemory, $"wants {wanted.MemoryMib} MiB, {free.MemoryMib} of {node.Allocatable.MemoryMib} MiB free"),
            { } other when ScalarRule.FindObstacle(entry, pod) is { } missing => Offer.Refuse(node, tier, other, missing.Detail),
            { } other => Offer.Refuse(node, tier, other, FindTopologyObstacle(entry, pod, [])!.Value.Detail),
            null => new Offer(node, tier, null, $"fits: {free.CpuMillis}m CPU and {free.MemoryMib} MiB free, already paid for", Money.Zero),
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
