using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// Where pods are as this plan leaves them, for those that want others near, far or evenly spread. It costs nothing while there are none: what
/// the plan places is only noted, until the first of them asks.
/// </summary>
internal sealed class PodTopology
{
    private readonly PlanBuilder plan;
    private readonly KeptConstraints kept;
    private readonly ConstraintSets passing = new();
    private readonly List<PlacedChange> moves = [];
    private readonly MovesByGroup movesByGroup = new();
    private readonly HashSet<PodConstraints> asked = [];
    private readonly List<PodConstraints> opened = [];
    private readonly Dictionary<PodUid, PodTally> counted = [];
    private Pod? lastAsked;
    private PodConstraints? lastFound;
    private bool hasTerms;
    private bool hasEndings;

    /// <param name="kept">Of the plans before.</param>
    public PodTopology(PlanBuilder plan, KeptConstraints kept)
    {
        (this.plan, this.kept) = (plan, kept);
        kept.Begin(plan.State);
    }

    /// <summary>A pod has got a place, or has lost it again before the plan was made.</summary>
    /// <param name="pod">As it waits.</param>
    /// <param name="node">Its place.</param>
    /// <param name="sign">1, or -1 to take it back.</param>
    public void Note(Pod pod, NodeName node, int sign)
    {
        hasTerms |= pod.Spec.Affinity is { HasPodTerms: true };
        lastAsked = null;
        Move(pod, node, new PodTally(sign, sign));
    }

    /// <summary>A pod that stays.</summary>
    public static PodTally One { get; } = new(1, 1);

    /// <summary>What a pod that is not on a node says of others counts from now on where it may come to be.</summary>
    public void NoteTerms(Pod pod)
    {
        hasTerms |= pod.Spec.Affinity is { HasPodTerms: true };
        lastAsked = null;
    }

    /// <summary>As what a pod that the state has on a node counts there.</summary>
    public PodTally CountedOf(Pod pod) => counted.TryGetValue(pod.Uid, out var tally) ? tally : PodGroupKey.TallyOf(pod);

    /// <summary>What the other pods mean for this one; null where they mean nothing.</summary>
    public PodConstraints? Find(Pod pod)
    {
        if (ReferenceEquals(pod, lastAsked))
            return lastFound;
        (lastAsked, lastFound) = (pod, Look(pod));
        return lastFound;
    }

    /// <summary>Shapes for whose pods the moves since the last call may have made room, in order.</summary>
    public List<PodShape> TakeOpened()
    {
        if (opened.Count == 0)
            return [];
        var shapes = new SortedSet<PodShape>();
        foreach (var constraints in opened)
        {
            if (constraints.HasOpened && asked.Contains(constraints))
                shapes.Add(constraints.Shape);
            constraints.HasOpened = false;
        }

        opened.Clear();
        return [.. shapes];
    }

    /// <summary>
    /// What this plan has decided on pods that are on nodes already: some are being ended, some are off the books. What it decides on them later counts in the next.
    /// </summary>
    public void NoteEndings()
    {
        if (hasEndings)
            return;
        hasEndings = true;
        foreach (var key in plan.ChangedPods)
        {
            if (plan.State.Find(key) is not Pod before || PodGroupKey.TallyOf(before) is var was && was == default)
                continue;
            var now = PodGroupKey.TallyOf(plan.Find(key) as Pod);
            if (now == was)
                continue;
            Move(before, before.Placement!.Node, now + -was);
            counted[before.Uid] = now;
        }
    }

    private PodConstraints? Look(Pod pod)
    {
        if (!pod.Spec.HasTopology && !hasTerms && !(plan.State.HasTopology && plan.State.Placed.WithTerms.Count > 0))
            return null;

        // Members of a gang are of one shape and need not be alike.
        var shape = pod.Gang is null ? PodShape.Of(pod) : new PodShape("(member)", pod.Metadata.Uid, "");
        if ((shape.IsOfTemplate ? kept.Find(shape) : passing.Find(shape)) is not { } constraints)
        {
            constraints = Make(pod);
            if (shape.IsOfTemplate)
                kept.Add(shape, constraints);
            else
                passing.Add(shape, constraints);
        }

        if (asked.Add(constraints))
        {
            NoteEndings();
            constraints.HasOpened = false;
        }

        return constraints;
    }

    private PodConstraints Make(Pod pod)
    {
        var constraints = new PodConstraints(plan.State, pod, kept.SpreadPlaces);
        foreach (var group in constraints.CountsAll ? plan.State.Placed.Groups : plan.State.Placed.WithTerms)
        {
            if (!constraints.IsConcerned(group.Key))
                continue;
            foreach (var (name, tally) in group.ByNode)
            {
                if (plan.State.FindNode(name) is { } node)
                    constraints.Count(group.Key, node, tally);
            }
        }

        foreach (var other in constraints.SiblingsOf is { } owner ? plan.State.PodsOf(owner) : [])
        {
            if (PodGroupKey.TallyOf(other) is var tally && tally != default && plan.State.FindNode(other.Placement!.Node) is { } node)
                constraints.CountSibling(node, tally);
        }

        CountMoves(constraints);
        return constraints;
    }

    private void CountMoves(PodConstraints constraints)
    {
        movesByGroup.AddFrom(moves);
        foreach (var alike in movesByGroup.All)
        {
            if (!constraints.IsConcerned(alike[0].Group))
                continue;
            foreach (var move in alike)
            {
                if (plan.State.FindNode(move.Node) is { } node)
                    constraints.Count(move.Group, node, move.Tally);
            }
        }

        foreach (var move in constraints.SiblingsOf is null ? [] : moves)
        {
            if (move.Owner == constraints.SiblingsOf && plan.State.FindNode(move.Node) is { } node)
                constraints.CountSibling(node, move.Tally);
        }
    }

    private void Move(Pod pod, NodeName name, PodTally tally)
    {
        var move = new PlacedChange(PodGroupKey.Of(pod), pod.Owner, name, tally);
        moves.Add(move);
        var node = plan.State.FindNode(name);
        kept.Note(move, node, opened);
        if (node is not null)
            passing.Count(move.Group, move.Owner, node, tally, opened);
    }
}
