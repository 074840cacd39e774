using System.Text.Json;
using Burst.Scheduling.Oracle.Model;
using Burst.Scheduling.Oracle.Reading;

namespace Burst.Scheduling.Oracle.Preemption;

/// <summary>
/// Whom kube-scheduler's documentation would have ended for a pod, found by trying every set of pods on every node: for clusters of a few nodes with a few
/// pods each.
/// </summary>
public static class PreemptionOracle
{
    /// <summary>Null where the pod has its place as it is, may not have others ended, or where that helps nowhere.</summary>
    /// <param name="json">A case in the exchange format (README.md).</param>
    public static PreemptionAnswer? Decide(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var scheduling = CaseReader.Read(document.RootElement);
        if (!scheduling.Pod.Preempts || scheduling.Pod.Gates.Count > 0 || scheduling.Nodes.Any(node => Fits(scheduling, node, [])))
            return null;
        var sets = scheduling.Nodes.Select(node => Find(scheduling, node)).OfType<VictimSet>().ToList();
        return sets.Count == 0 ? null : Choose(sets).ToAnswer();
    }

    /// <summary>
    /// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/ and pickOneNodeForPreemption: each criterion among those that all before it
    /// have left.
    /// </summary>
    private static VictimSet Choose(List<VictimSet> sets)
    {
        if (sets.Exists(set => set.Pods.Count == 0))
            return sets.Where(set => set.Pods.Count == 0).MinBy(set => set.Node, StringComparer.Ordinal)!;
        Func<VictimSet, decimal>[] criteria =
        [
            set => set.Violations,
            set => set.HighestPriority,
            set => set.Pods.Sum(pod => (decimal)pod.Priority + 2_147_483_648m),
            set => set.Pods.Count,
            set => -set.Pods.Where(pod => pod.Priority == set.HighestPriority).Min(VictimSet.StartOf).UtcTicks,
        ];
        foreach (var criterion in criteria)
        {
            var least = sets.Min(criterion);
            sets = sets.FindAll(set => criterion(set) == least);
        }

        return sets.MinBy(set => set.Node, StringComparer.Ordinal)!;
    }

    /// <summary>Null where the node does not help.</summary>
    private static VictimSet? Find(SchedulingCase scheduling, Node node)
    {
        var lower = scheduling.On(node).Where(pod => pod.Priority < scheduling.Pod.Priority).ToList();
        var ending = lower.FindAll(pod => pod.IsTerminating);
        var others = VictimSet.ByImportance(lower.Except(ending));
        if (lower.Count == 0 || !Fits(scheduling, node, lower))
            return null;
        var violating = VictimSet.FindViolating(scheduling.Budgets, others);
        var order = others.OrderByDescending(violating.Contains).ToList();

        // Who is kept is a row of yes and no in the order in which they are let stay; the first in that order counts most.
        var best = Enumerable.Range(0, 1 << order.Count).OrderDescending()
            .Select(kept => order.Where((_, index) => (kept >> (order.Count - 1 - index) & 1) == 0).ToList())
            .First(victims => Fits(scheduling, node, [.. ending, .. victims]));
        return new VictimSet(node.Name, best, best.Count(violating.Contains));
    }

    /// <summary>With those for whom room is kept there, and without: they may come or not.</summary>
    private static bool Fits(SchedulingCase scheduling, Node node, List<Pod> gone)
    {
        var without = scheduling with { Pods = [.. scheduling.Pods.Except(gone)] };
        var kept = scheduling.Pods.Where(pod => pod.NodeName is null && pod.NominatedNodeName == node.Name && pod.Priority >= scheduling.Pod.Priority);
        var with = without with { Pods = [.. without.Pods.Except(kept), .. kept.Select(pod => pod with { NodeName = node.Name })] };
        return IsFeasible(without, node) && IsFeasible(with, node);
    }

    private static bool IsFeasible(SchedulingCase scheduling, Node node) =>
        FeasibilityOracle.Judge(scheduling).FeasibleNodes.Contains(node.Name);
}
