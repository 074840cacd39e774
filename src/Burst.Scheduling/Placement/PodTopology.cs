using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// Where pods are as this plan leaves them, for those that want others near, far or evenly spread. It costs nothing while there are none: what
/// the plan places is only noted, until the first of them asks.
/// </summary>
internal sealed class PodTopology(PlanBuilder plan)
{
    private readonly List<(Pod Pod, NodeName Node, PodTally Tally)> moves = [];
    private readonly SortedDictionary<PodShape, PodConstraints> byShape = [];
    private Pod? lastAsked;
    private PodConstraints? lastFound;
    private bool hasTerms;
    private bool hasEndings;
    private readonly Dictionary<Core.Ids.PodUid, PodTally> counted = [];

    /// <summary>A pod has got a place, or has lost it again before the plan was made.</summary>
    /// <param name="pod">As it waits.</param>
    /// <param name="node">Its place.</param>
    /// <param name="sign">1, or -1 to take it back.</param>
    public void Note(Pod pod, NodeName node, int sign)
    {
        hasTerms |= pod.Spec.Affinity is { HasPodTerms: true };
        lastAsked = null;
        var tally = new PodTally(sign, sign);
        moves.Add((pod, node, tally));
        if (byShape.Count == 0 || plan.State.FindNode(node) is not { } place)
            return;
        var group = PodGroupKey.Of(pod);
        foreach (var constraints in byShape.Values)
        {
            constraints.Count(group, place, tally);
            constraints.CountSibling(pod, place, tally);
        }
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

    private PodConstraints? Look(Pod pod)
    {
        if (!pod.Spec.HasTopology && !hasTerms && !(plan.State.HasTopology && plan.State.Placed.WithTerms.Count > 0))
            return null;

        // Members of a gang are of one shape and need not be alike.
        var shape = pod.Gang is null ? PodShape.Of(pod) : new PodShape("(member)", pod.Metadata.Uid, "");
        if (!byShape.TryGetValue(shape, out var constraints))
            byShape[shape] = constraints = Make(pod);
        return constraints;
    }

    /// <summary>Shapes for whose pods the moves since the last call may have made room.</summary>
    public List<PodShape> TakeOpened()
    {
        var opened = new List<PodShape>();
        foreach (var constraints in byShape.Values)
        {
            if (constraints.TakeOpened())
                opened.Add(PodShape.Of(constraints.Pod));
        }

        return opened;
    }

    private PodConstraints Make(Pod pod)
    {
        NoteEndings();
        var constraints = new PodConstraints(plan.State, pod);
        foreach (var group in constraints.CountsAll ? plan.State.Placed.Groups : plan.State.Placed.WithTerms)
        {
            foreach (var (name, tally) in group.ByNode)
            {
                if (plan.State.FindNode(name) is { } node)
                    constraints.Count(group.Key, node, tally);
            }
        }

        foreach (var other in constraints.CountsSiblings && pod.Owner is { } owner ? plan.State.PodsOf(owner) : [])
        {
            if (PodGroupKey.TallyOf(other) is var tally && tally != default && plan.State.FindNode(other.Placement!.Node) is { } node)
                constraints.CountSibling(other, node, tally);
        }

        foreach (var (other, name, tally) in moves)
        {
            if (plan.State.FindNode(name) is not { } node)
                continue;
            constraints.Count(PodGroupKey.Of(other), node, tally);
            constraints.CountSibling(other, node, tally);
        }

        constraints.TakeOpened();
        return constraints;
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
            moves.Add((before, before.Placement!.Node, now + -was));
            counted[before.Uid] = now;
        }
    }
}
