using Burst.Core.Pods;

namespace Burst.Core.State;

/// <summary>
/// The waiting pods in line, by shape, and the first of each shape by the CPU it asks for: when some room comes free, only those
/// that it could be enough for need be looked at, however many wait for more.
/// </summary>
internal sealed class WaitingIndex
{
    private readonly SortedDictionary<PodShape, SortedSet<WaitingPod>> byShape = [];
    private readonly SortedDictionary<long, SortedSet<(WaitingPod Pod, PodShape Shape)>> headsByCpu = [];

    private readonly SortedSet<PodShape> dependants = [];

    public int Count { get; private set; }

    /// <summary>Shapes with pods that may find a place although no node got room.</summary>
    public IReadOnlyCollection<PodShape> Dependants => dependants;

    /// <summary>First in line first; put in order when asked for, which is seldom.</summary>
    public IEnumerable<WaitingPod> All => byShape.Values.SelectMany(queue => queue).Order();

    /// <summary>Each amount of CPU that the first of a shape asks for, from the least.</summary>
    public IEnumerable<long> HeadCpuMillis => headsByCpu.Keys;

    /// <summary>Those that ask for this much CPU, in line.</summary>
    public IEnumerable<(WaitingPod Pod, PodShape Shape)> HeadsAskingFor(long cpuMillis) =>
        headsByCpu.TryGetValue(cpuMillis, out var heads) ? heads : [];

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
        MoveHead(shape, before, queue.Min);
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
        MoveHead(shape, before, queue.Count == 0 ? null : queue.Min);
        if (queue.Count > 0)
            return;
        byShape.Remove(shape);
        dependants.Remove(shape);
    }

    private void MoveHead(PodShape shape, WaitingPod? before, WaitingPod? after)
    {
        if (before == after)
            return;
        if (before is { } old)
        {
            var heads = headsByCpu[old.CpuMillis];
            heads.Remove((old, shape));
            if (heads.Count == 0)
                headsByCpu.Remove(old.CpuMillis);
        }

        if (after is not { } head)
            return;
        if (!headsByCpu.TryGetValue(head.CpuMillis, out var others))
            headsByCpu[head.CpuMillis] = others = [];
        others.Add((head, shape));
    }
}
