using Burst.Core.Pods;

namespace Burst.Core.State;

/// <summary>
/// The waiting pods in line, by shape, and of each namespace the first of each shape by the CPU it asks for: when some room comes free, only those
/// that it could be enough for need be looked at, however many wait for more. Who is first is looked up when it is asked for: most pods come and get their
/// places without anybody asking.
/// </summary>
internal sealed class WaitingIndex
{
    private readonly Dictionary<PodShape, ShapeLine> byShape = [];
    private readonly SortedDictionary<string, WaitingHeads> heads = new(StringComparer.Ordinal);

    /// <summary>Lines whose first may be another than <see cref="heads"/> have.</summary>
    private readonly Dictionary<PodShape, ShapeLine> moved = [];

    private readonly SortedSet<PodShape> dependants = [];
    private readonly SortedDictionary<int, SortedSet<PodShape>> preemptors = [];

    public int Count { get; private set; }

    /// <summary>Shapes with pods that may find a place although no node got room.</summary>
    public IReadOnlyCollection<PodShape> Dependants => dependants;

    /// <summary>Shapes of which a pod may have others of lower priority ended for it, by priority. Of one shape not all may: one that takes another's place may not.</summary>
    public IReadOnlyDictionary<int, SortedSet<PodShape>> Preemptors => preemptors;

    /// <summary>First in line first; put in order when asked for, which is seldom.</summary>
    public IEnumerable<WaitingPod> All => byShape.Values.SelectMany(line => line.Pods).Order();

    /// <summary>Those that have waiting pods.</summary>
    public IReadOnlyCollection<string> Namespaces
    {
        get
        {
            FindHeads();
            return heads.Keys;
        }
    }

    /// <summary>The first of each shape of one namespace; null where none waits.</summary>
    public WaitingHeads? HeadsOf(string ns)
    {
        FindHeads();
        return heads.GetValueOrDefault(ns);
    }

    /// <summary>In line.</summary>
    public IEnumerable<WaitingPod> Of(PodShape shape) => byShape.TryGetValue(shape, out var line) ? line.Pods : [];

    public void Add(Pod pod)
    {
        var shape = PodShape.Of(pod);
        if (!byShape.TryGetValue(shape, out var line))
            byShape[shape] = line = moved.GetValueOrDefault(shape) ?? new ShapeLine(pod.Metadata.Namespace);
        if (!line.Pods.Add(WaitingPod.Of(pod)))
            return;
        Count++;
        moved[shape] = line;
        if (pod.Spec.DependsOnPods)
            dependants.Add(shape);
        if (pod.MayPreempt)
            AddPreemptor(pod.Priority, shape);
    }

    public void Remove(Pod pod)
    {
        var shape = PodShape.Of(pod);
        if (!byShape.TryGetValue(shape, out var line) || !line.Pods.Remove(WaitingPod.Of(pod)))
            return; // Set aside.
        Count--;
        moved[shape] = line;
        if (line.Pods.Count > 0)
            return;
        byShape.Remove(shape);
        if (line.Head is null)
            moved.Remove(shape);
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

    private void FindHeads()
    {
        foreach (var (shape, line) in moved)
            MoveHead(shape, line);
        moved.Clear();
    }

    private void MoveHead(PodShape shape, ShapeLine line)
    {
        var (before, after) = (line.Head, line.Pods.Count == 0 ? (WaitingPod?)null : line.Pods.Min);
        if (before == after)
            return;
        line.Head = after;
        if (!heads.TryGetValue(line.Namespace, out var ofNamespace))
            heads[line.Namespace] = ofNamespace = new WaitingHeads();
        if (before is { } old)
            ofNamespace.Remove(old, shape);
        if (after is { } head)
            ofNamespace.Add(head, shape);
        if (ofNamespace.IsEmpty)
            heads.Remove(line.Namespace);
    }

    private sealed class ShapeLine(string ns)
    {
        public string Namespace => ns;

        public SortedSet<WaitingPod> Pods { get; } = [];

        /// <summary>The first, as the heads of its namespace have it; null where they have none.</summary>
        public WaitingPod? Head { get; set; }
    }
}
