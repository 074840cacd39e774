using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Units;
using Burst.Scheduling.Placement;

namespace Burst.Scheduling.Preemption;

/// <summary>
/// What trials of nodes have found for one pod: the same for the next that asks for as much with the same priority, as long as nothing has changed on the node. Only
/// of trials whose outcome depends on nothing else in this plan.
/// </summary>
internal sealed class KnownTrials
{
    private readonly Dictionary<Demand, DemandTrials> byDemand = [];
    private readonly Dictionary<Node, bool> openToAny = new(ReferenceEqualityComparer.Instance);

    /// <summary>Those for such a pod.</summary>
    public DemandTrials Of(Pod pod)
    {
        var demand = new Demand(pod.Metadata.Namespace, pod.Priority, pod.Spec.TotalRequests);
        if (!byDemand.TryGetValue(demand, out var known))
            byDemand[demand] = known = new DemandTrials();
        return known;
    }

    /// <summary>Whether a node is open by itself to pods that ask nothing of nodes.</summary>
    public bool IsOpenToAny(VmCapacity entry, Pod asksNothing)
    {
        if (!openToAny.TryGetValue(entry.Node, out var isOpen))
            openToAny[entry.Node] = isOpen = VmOffers.IsOpenByItself(entry, asksNothing);
        return isOpen;
    }

    /// <summary>Pods have been ended there, or room is kept there, or no longer.</summary>
    public void Forget(VmCapacity? entry)
    {
        if (entry is null)
            return;
        foreach (var known in byDemand.Values)
        {
            known.ByEntry.Remove(entry);
            known.Compared.Forget(entry);
        }
    }

    private readonly record struct Demand(string Namespace, int Priority, Resources Requests);
}
