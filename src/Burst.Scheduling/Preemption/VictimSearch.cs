using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Placement;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Preemption;

/// <summary>
/// Whom to end on which node for a pod that fits nowhere, as kube-scheduler's <c>DefaultPreemption</c> has it: the node is tried without all that have lower priority; if
/// it fits then, as many of them as possible are let stay, those first whose budgets would be violated, and the most important first. Pods that are ending anyway
/// are nobody's victims.
/// </summary>
internal sealed class VictimSearch(PlanBuilder plan, VmOffers vm, PodTopology topology, Disruptions disruptions, ProspectiveShares shares, KnownTrials trials)
{
    /// <summary>Nodes that would do which are compared, at least; in large clusters <see cref="CandidatesPercent"/> of all nodes (kube-scheduler's defaults).</summary>
    private const int CandidatesMin = 100;
    private const int CandidatesPercent = 10;

    private readonly Importance importance = new(plan.Now);
    private bool asksShares;

    /// <summary>
    /// The best of the nodes where ending others helps; null where it helps nowhere. Hosts look at all that a pod is, and seldom say no: that of the best is
    /// asked, and only where it says no those of all nodes that are compared.
    /// </summary>
    public Candidate? FindBest(Pod pod)
    {
        var best = FindBest(pod, asksHosts: false);
        return best is null || vm.IsOpenTo(vm.Find(best.Node)!, pod) ? best : FindBest(pod, asksHosts: true);
    }

    private Candidate? FindBest(Pod pod, bool asksHosts)
    {
        var known = IsShared(pod) ? trials.Of(pod) : null;
        var asksNothing = known is not null && NodeChecks.AsksNothing(pod);
        var most = Math.Max(CandidatesMin, vm.ByFree.Count * CandidatesPercent / 100);
        if (!asksNothing || asksHosts || known!.Compared.IsOff)
            return FindBestOfAll(most, Find);
        var best = known.Compared.FindBest(vm.ByFree, vm.OrderVersion, most, FindShared);
        return known.Compared.IsOff ? FindBestOfAll(most, Find) : best;

        Candidate? Find(VmCapacity entry) =>
            entry.LowestPriority < pod.Priority && TryOnce(entry, pod, known) is { } found
                && (asksNothing ? trials.IsOpenToAny(entry, pod) : VmOffers.IsOpenByItself(entry, pod)) && (!asksHosts || vm.IsOpenTo(entry, pod))
                ? found
                : null;

        Candidate? FindShared(VmCapacity entry)
        {
            asksShares = false;
            var found = Find(entry);
            known.Compared.IsOff |= asksShares;
            return found;
        }
    }

    private Candidate? FindBestOfAll(int most, Func<VmCapacity, Candidate?> find)
    {
        Candidate? best = null;
        for (var i = vm.ByFree.Count - 1; i >= 0 && most > 0; i--)
        {
            if (find(vm.ByFree[i]) is not { } found)
                continue;
            most--;
            if (found.CompareTo(best) < 0)
                best = found;
        }

        return best;
    }

    /// <summary>It is leaving its node already, or has ended.</summary>
    public static bool IsEnding(PlanBuilder plan, Pod pod) => plan.IsRemoved(pod) || !plan.Latest(pod).IsActive;

    /// <summary>
    /// Whether what a trial finds holds for the next pod that asks for as much. Budgets change with every victim on whichever node, and so does where other pods are.
    /// </summary>
    private bool IsShared(Pod pod) => PodShape.Of(pod).IsOfTemplate
        && pod.Spec.HostPorts.IsEmpty && pod.Spec.ScalarRequests.IsEmpty
        && plan.State.DisruptionBudgets.Count == 0 && topology.Find(pod) is null;

    private Candidate? TryOnce(VmCapacity entry, Pod pod, DemandTrials? known)
    {
        asksShares = false;
        if (known is null)
            return Try(entry, pod);
        if (known.ByEntry.TryGetValue(entry, out var found))
            return found;
        found = Try(entry, pod);
        if (!asksShares)
            known.ByEntry[entry] = found;
        return found;
    }

    /// <summary>What would have to be ended for the pod, on a node that is open to it.</summary>
    private Candidate? Try(VmCapacity entry, Pod pod)
    {
        if (!MayBeEnough(entry, pod))
            return null;
        var (gone, others) = FindLower(entry, pod);
        if (gone.Count + others.Count == 0)
            return null;
        var trial = new NodeTrial(vm, entry, pod);
        foreach (var lower in gone.Concat(others))
            trial.Remove(lower);
        return trial.Fits() ? Reprieve(trial, others) : null;
    }

    /// <summary>The cheap look before the full one.</summary>
    private bool MayBeEnough(VmCapacity entry, Pod pod)
    {
        var (wanted, most) = (pod.Spec.TotalRequests, entry.Free + plan.State.LoadOf(entry.Name).RequestedBelow(pod.Priority));
        return (wanted.CpuMillis == 0 || wanted.CpuMillis <= most.CpuMillis) && (wanted.MemoryMib == 0 || wanted.MemoryMib <= most.MemoryMib);
    }

    /// <summary>Of the pods of lower priority there those that are ending, and those that may be ended for this one, the most important first.</summary>
    private (List<Pod> Ending, List<Pod> Others) FindLower(VmCapacity entry, Pod pod)
    {
        var (ending, others) = (new List<Pod>(), new List<Pod>());
        foreach (var uid in plan.State.LoadOf(entry.Name).Pods)
        {
            var there = plan.State.FindPod(uid)!;
            if (there.Priority >= pod.Priority)
                continue;
            asksShares |= there.Metadata.Namespace != pod.Metadata.Namespace;
            if (IsEnding(plan, there))
                ending.Add(there);
            else if (shares.MayDisplace(pod, there))
                others.Add(there);
        }

        others.Sort(importance);
        return (ending, others);
    }

    private Candidate Reprieve(NodeTrial trial, List<Pod> byImportance)
    {
        var violating = disruptions.FindViolating(byImportance);
        var victims = new List<Pod>();
        var violations = 0;
        foreach (var pod in byImportance.OrderByDescending(pod => violating.Contains(pod.Uid)))
        {
            if (trial.TryPutBack(pod))
                continue;
            victims.Add(pod);
            violations += violating.Contains(pod.Uid) ? 1 : 0;
        }

        victims.Sort(importance);
        return new Candidate(trial.Node, victims, violations, victims.Count == 0 ? plan.Now : importance.StartOf(victims[0]));
    }
}
