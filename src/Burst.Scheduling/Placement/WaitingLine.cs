using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// The pods to look at in one step: of the namespace that holds least of the VM nodes (<see cref="FairShares"/>), the highest priority first, then the oldest. A pod that found no place finds none until something changes for it, so only two
/// kinds are looked at: those that are new or marked changed, and, once a node got room, the first of each shape (and the next,
/// while they find places). That gives the same placements as looking at all, at a cost that does not grow with the queue. Pods that want
/// others near, far or evenly spread are looked at besides when pods have come or gone, and those that might have others ended for them with every change.
/// </summary>
internal sealed class WaitingLine
{
    private readonly Lanes lanes;
    private readonly Action<Lane> fill;
    private readonly HashSet<PodShape> shapes = [];
    private readonly HashSet<PodShape> inLine = [];
    private readonly PlanBuilder plan;
    private long room;
    private bool areHeadsOpen;
    private bool haveDependantsJoined;
    private ILookup<PodShape, (Pod Pod, int Order)>? created;

    public WaitingLine(PlanBuilder plan)
    {
        this.plan = plan;
        lanes = new Lanes(plan.State);
        fill = Fill;
        Marked = FindMarked();
        foreach (var pod in Marked)
            Join(PodShape.Of(pod), isMarked: true);
        if (plan.State.IsTopologyFreed)
            (VmFreed, SpillFreed) = (true, true);
        if (plan.State.IsTopologyChanged)
            JoinDependants();
        if (plan.State.Changed.Count > 0)
            JoinPreemptors();
    }

    /// <summary>Pods that are new or marked changed: each of them ends the step with a place or with a reason.</summary>
    public IReadOnlyList<Pod> Marked { get; }

    /// <summary>A VM node got room.</summary>
    public bool VmFreed { get; private set; }

    /// <summary>A virtual node got room.</summary>
    public bool SpillFreed { get; private set; }

    /// <summary>Shapes were left out because their first pod asks for more than there is room for.</summary>
    public bool HasLeftOut => lanes.All.Any(lane => lane.Heads is { HasLeftOut: true });

    /// <summary>The queue whose head is the first pod of all; null when the line is empty.</summary>
    /// <param name="roomCpuMillis">
    /// The most CPU that a node which got room has left: shapes that wait from earlier steps and ask for more are left out.
    /// </param>
    public ShapeQueue? TakeFirst(long roomCpuMillis)
    {
        room = roomCpuMillis;
        if (VmFreed || SpillFreed)
            OpenHeads();
        var first = lanes.TakeFirst(fill);
        if (first is not null)
            inLine.Remove(first.Shape);
        return first;
    }

    /// <summary>The head of the queue has found a place, and the rest of its gang: its namespace holds more now.</summary>
    public void NotePlaced(ShapeQueue queue)
    {
        foreach (var pod in queue.Head.Gang is null ? [queue.Head] : plan.GangOf(queue.Head))
        {
            if (plan.Latest(pod).Placement is { Tier.IsVm: true })
                lanes.AddToShare(pod);
        }
    }

    /// <summary>A pod was placed: those that want others near or evenly spread may have a place now, whether or not they were looked at before.</summary>
    public void JoinDependants()
    {
        if (haveDependantsJoined)
            return;
        haveDependantsJoined = true;
        foreach (var shape in plan.State.WaitingDependants)
            Join(shape, isMarked: true);
    }

    /// <summary>
    /// Whatever has changed may let a pod have others ended for it: who is on which node, which budgets and shares there are, which room is kept. That is
    /// not told apart: such pods are few, or none while nothing of lower priority is on the VM nodes.
    /// </summary>
    private void JoinPreemptors()
    {
        foreach (var pod in plan.State.NominatedPods)
            Join(PodShape.Of(pod), isMarked: pod.Spec.DependsOnPods, isToPreempt: true);
        foreach (var shape in plan.State.WaitingPreemptors())
            Join(shape, isMarked: plan.State.WaitingPodsOf(shape).First().Spec.DependsOnPods, isToPreempt: true);
    }

    /// <summary>Puts a queue whose head found no place back in line, since what was placed after it may let it in.</summary>
    public void Rejoin(ShapeQueue queue)
    {
        if (inLine.Contains(queue.Shape) || !queue.HasHead)
            return;
        if (IsWaiting(queue.Head))
            Enqueue(queue);
        else
            Requeue(queue);
    }

    /// <summary>Puts a queue whose head found a place back in line with its next pod.</summary>
    public void Requeue(ShapeQueue queue)
    {
        while (queue.MoveNext())
        {
            if (!IsWaiting(queue.Head))
                continue;
            Enqueue(queue);
            return;
        }
    }

    private void Enqueue(ShapeQueue queue)
    {
        inLine.Add(queue.Shape);
        lanes.Enqueue(queue);
    }

    private void Join(PodShape shape, bool isMarked, bool isToPreempt = false)
    {
        if (!shapes.Add(shape))
            return;
        var queue = new ShapeQueue(shape, isMarked, isToPreempt);
        var pods = plan.State.WaitingPodsOf(shape).Select(pod => (pod, 0));
        created ??= plan.CreatedPods.Select((pod, index) => (pod, index + 1)).ToLookup(entry => PodShape.Of(entry.pod));
        queue.Fill(created.Contains(shape) ? pods.Concat(created[shape]) : pods);
        Requeue(queue);
    }

    private void OpenHeads()
    {
        if (areHeadsOpen)
            return;
        areHeadsOpen = true;
        foreach (var ns in plan.State.WaitingNamespaces)
        {
            var lane = lanes.Of(ns);
            lane.Heads = new HeadLine(plan.State, ns, room);
            Fill(lane);
        }
    }

    /// <summary>Those of earlier steps that come before all others of the lane join it.</summary>
    private void Fill(Lane lane)
    {
        while (lane.Heads is { } heads && heads.TryPeek(room, out var pod, out var shape) && IsBeforeAll(lane, pod))
        {
            Join(shape, isMarked: false);
            heads.MoveNext();
        }
    }

    private static bool IsBeforeAll(Lane lane, Pod pod) =>
        !lane.Line.TryPeek(out _, out var first) || PlaceInLine.Of(pod).CompareTo(first) < 0;

    private List<Pod> FindMarked()
    {
        var marked = new List<Pod>();
        foreach (var key in plan.State.Changed)
        {
            if (key.Kind == ObjectKind.Node)
                NoteFreed(key);
            else if (key.Kind == ObjectKind.Pod && plan.State.Find(key) is Pod pod && IsWaiting(pod))
                marked.Add(plan.Latest(pod));
        }

        marked.AddRange(plan.CreatedPods.Where(IsWaiting).Select(plan.Latest));
        AddRestOfGangs(marked);
        return marked;
    }

    /// <summary>What changes for one member changes for all: whether they are complete, and until when they wait.</summary>
    private void AddRestOfGangs(List<Pod> marked)
    {
        var members = marked.Where(pod => pod.Gang is not null && !pod.Spec.IsGated).ToList();
        if (members.Count == 0)
            return;
        var known = members.Select(pod => pod.Uid).ToHashSet();
        foreach (var gang in members.Select(PodShape.Of).Distinct())
            marked.AddRange(plan.State.WaitingPodsOf(gang).Where(pod => known.Add(pod.Uid) && IsWaiting(pod)).Select(plan.Latest));
    }

    private void NoteFreed(ObjectKey key)
    {
        if (plan.State.VmCapacity.Find(NodeName.Parse(key.Name)) is null)
            SpillFreed = true;
        else
            VmFreed = true;
    }

    private bool IsWaiting(Pod pod) => !plan.IsRemoved(pod) && plan.Latest(pod) is { HostState: HostState.None, IsTerminal: false, Metadata.DeletionRequestedAt: null };
}
