using Burst.Core.Pods;

namespace Burst.Core.State;

/// <summary>
/// The waiting pods in line, by shape, and of each namespace the first of each shape by the CPU it asks for: when some room comes free, only those
/// that it could be enough for need be looked at, however many wait for more.
/// </summary>
internal sealed class WaitingIndex
{
    private readonly Dictionary<PodShape, SortedSet<WaitingPod>> byShape = [];
    private readonly SortedDictionary<string, WaitingHeads> heads = new(StringComparer.Ordinal);

    private readonly SortedSet<PodShape> dependants = [];
    private readonly SortedDictionary<int, SortedSet<PodShape>> preemptors = [];

    public int Count { get; private set; }

    /// <summary>Shapes with pods that may find a place although no node got room.</summary>
    public IReadOnlyCollection<PodShape> Dependants => dependants;

    /// <summary>Shapes of which a pod may have others of lower priority ended for it, by priority. Of one shape not all may: one that takes another's place may not.</summary>
    public IReadOnlyDictionary<int, SortedSet<PodShape>> Preemptors => preemptors;

    /// <summary>First in line first; put in order when asked for, which is seldom.</summary>
    public IEnumerable<WaitingPod> All => byShape.Values.SelectMany(queue => queue).Order();

    /// <summary>Those that have waiting pods.</summary>
    public IReadOnlyCollection<string> Namespaces => heads.Keys;

    /// <summary>The first of each shape of one namespace; null where none waits.</summary>
    public WaitingHeads? HeadsOf(string ns) => heads.GetValueOrDefault(ns);

    /// <summary>In line.</summary>
    public IEnumerable<WaitingPod> Of(PodShape shape) => byShape.TryGetValue(shape, out var queue) ? queue : [];

    public void Add(Pod pod)
    {
        var shape = PodShape.Of(pod);
        if (!byShape.TryGetValue(shape, out var queue))
            byShape[shape] = queue = [];
        var before = queue.Count == 0 ? (WaitingPod?)null : queue.Min;
        if (!queue.Add(WaitingPod.Of(pod)))
            return;
        Count++;
        if (pod.Spec.DependsOnPods)
            dependants.Add(shape);
        if (pod.MayPreempt)
            AddPreemptor(pod.Priority, shape);
        MoveHead(pod.Metadata.Namespace, shape, before, queue.Min);
    }

    public void Remove(Pod pod)
    {
        var shape = PodShape.Of(pod);
        if (!byShape.TryGetValue(shape, out var queue))
            return; // Set aside.
        var before = queue.Min;
        if (!queue.Remove(WaitingPod.Of(pod)))
            return;
        Count--;
        MoveHead(pod.Metadata.Namespace, shape, before, queue.Count == 0 ? null : queue.Min);
        if (queue.Count > 0)
            return;
        byShape.Remove(shape);
        dependants.Remove(shape);
        if (preemptors.TryGetValue(pod.Priority, out var shapes) && shapes.Remove(shape) && shapes.Count == 0)
            preemptors.Remove(pod.Priority);
    }

    private void AddPreemptor(int priority, PodShape shape)
    {
        if (!preemptors.TryGetValue(priority, out var shapes))
            preemptors[priority] = shapes = [];
        shapes.Add(shape);
    }

    private void MoveHead(string ns, PodShape shape, WaitingPod? before, WaitingPod? after)
    {
        if (before == after)
            return;
        if (!heads.TryGetValue(ns, out var ofNamespace))
            heads[ns] = ofNamespace = new WaitingHeads();
        if (before is { } old)
            ofNamespace.Remove(old, shape);
        if (after is { } head)
            ofNamespace.Add(head, shape);
        if (ofNamespace.IsEmpty)
            heads.Remove(ns);
    }
}
