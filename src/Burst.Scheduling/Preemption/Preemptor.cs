using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Scheduling.Placement;
using Burst.Scheduling.Planning;
using Burst.Scheduling.Reconcile;
using Burst.Scheduling.Repatriation;

namespace Burst.Scheduling.Preemption;

/// <summary>
/// Has pods of lower priority ended on a VM node for one that fits nowhere, and keeps their room for it. The node is on the pod's record
/// (<see cref="Pod.NominatedNode"/>), in the commit that asks the others to go, so that a restart knows of it.
/// </summary>
internal sealed class Preemptor(PlanBuilder plan, VmOffers vm, PodTopology topology, Claims claims, bool writesReasons)
{
    private readonly Disruptions disruptions = new(plan.State);
    private readonly ProspectiveShares shares = new(plan.State);
    private readonly KnownTrials trials = new();
    private VictimSearch? search;

    /// <summary>Something may be gained by looking; cheap, as it nearly always says no.</summary>
    public bool MayHelp(Pod pod) => pod.NominatedNode is not null || (pod.MayPreempt && pod.Priority > plan.State.LowestVmPriority);

    /// <summary>A pod has got a place.</summary>
    public void NotePlaced(Pod waited, NodeName node)
    {
        claims.Remove(node, waited);
        trials.Forget(vm.Find(node));
        if (waited.NominatedNode is null)
            shares.Note(waited, 1);
    }

    /// <summary>Room is no longer kept for the pod.</summary>
    public void Withdraw(Pod pod)
    {
        shares.Note(pod, -1);
        plan.Put(plan.Latest(pod) with { NominatedNode = null });
    }

    /// <summary>Pods of lower priority are ending where room is kept for it: no others are ended for it meanwhile.</summary>
    public bool IsUnderWay(Pod pod) =>
        pod.NominatedNode is { } node
        && vm.Find(node) is { } entry
        && entry.LowestPriority < pod.Priority
        && vm.IsOpenTo(entry, pod)
        && plan.State.LoadOf(node).Pods.Select(uid => plan.State.FindPod(uid)!).Any(other => other.Priority < pod.Priority && VictimSearch.IsEnding(plan, other));

    /// <summary>The node where room is kept for it from now on, and who goes there for it; null where ending others helps nowhere.</summary>
    public Candidate? Preempt(Pod pod)
    {
        if (!pod.MayPreempt || pod.Priority <= plan.State.LowestVmPriority || (search ??= new VictimSearch(plan, vm, topology, disruptions, shares, trials)).FindBest(pod) is not { } best)
            return null;
        topology.NoteEndings();
        foreach (var victim in best.Victims)
            End(plan.Latest(victim), pod, best.Node);
        foreach (var other in claims.Below(pod.Priority, best.Node).Select(plan.Latest).Where(other => !plan.IsRemoved(other) && other.HostState == HostState.None && other.NominatedNode == best.Node))
            Withdraw(other);
        if (pod.NominatedNode is null)
            shares.Note(pod, 1);
        var nominated = pod with { NominatedNode = best.Node };
        plan.Put(nominated);
        claims.Add(best.Node, nominated);
        trials.Forget(vm.Find(best.Node));
        topology.NoteTerms(nominated);
        return best;
    }

    private void End(Pod victim, Pod pod, NodeName node)
    {
        disruptions.NoteEnded(victim);
        shares.Note(victim, -1);
        var why = $"preempted by {Describe(pod)} on {node}, which found no other place";
        plan.Event(victim, EventSeverity.Normal, "Preempted", $"Preempted by {Describe(pod)} on node {node}; its own priority is {victim.Priority}.");
        if (writesReasons)
            plan.Decide(Explanation.Of(plan, victim, $"ends: {why}; its own priority is {victim.Priority}"));
        PodLifecycle.RequestDeletion(plan, victim, why);
    }

    private static string Describe(Pod pod) => $"{pod.Metadata.Namespace}/{pod.Metadata.Name} (priority {pod.Priority})";
}
