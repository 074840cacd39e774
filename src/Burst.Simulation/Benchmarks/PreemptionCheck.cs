using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Simulation.Benchmarks;

/// <summary>
/// Whether the right pods were ended, where all are of one size: nobody in vain, nobody for a pod of no higher priority, and nobody while one of lower
/// priority stayed on the node.
/// </summary>
internal static class PreemptionCheck
{
    private const int FoundMax = 20;

    /// <param name="slots">Pods that a node has room for.</param>
    /// <param name="pods">Those that are there at the end.</param>
    /// <param name="victims">Those that were ended, as they were on their nodes.</param>
    /// <returns>What is wrong, in words; the first <see cref="FoundMax"/>.</returns>
    public static List<string> FindViolations(int slots, IEnumerable<Pod> pods, IReadOnlyList<Pod> victims)
    {
        var found = new List<string>();
        var staying = pods.ToList();
        var byNode = staying.Where(pod => pod.Placement is not null).ToLookup(pod => pod.Placement!.Node);
        found.AddRange(staying.Where(pod => pod is { Priority: ScheduleLoad.HighPriority, Placement: null }).Select(pod => $"pod {pod.Key} of the highest priority has no place"));
        found.AddRange(victims.Where(victim => victim.Priority >= ScheduleLoad.HighPriority).Select(victim => $"pod {victim.Key} was ended for one of no higher priority"));
        foreach (var ended in victims.GroupBy(victim => victim.Placement!.Node))
            found.AddRange(FindViolations(slots, ended.Key, [.. ended], [.. byNode[ended.Key]]));
        return [.. found.Take(FoundMax)];
    }

    private static IEnumerable<string> FindViolations(int slots, NodeName node, List<Pod> ended, List<Pod> staying)
    {
        if (staying.Count != slots)
            yield return $"{node} has room for {slots - staying.Count} more, and {ended.Count} were ended there";
        var highest = ended.Max(victim => victim.Priority);
        if (staying.Find(pod => pod.Priority < highest) is { } lower)
            yield return $"{node} has kept {lower.Key} of priority {lower.Priority}, and ended one of {highest}";
        var displacing = staying.Count(pod => pod.Priority == ScheduleLoad.HighPriority);
        if (ended.Count > displacing)
            yield return $"{ended.Count} were ended on {node} for {displacing}";
    }
}
