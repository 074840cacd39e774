using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Preemption;

/// <summary>Pods that would be ended on one node.</summary>
internal sealed record VictimSet(string Node, IReadOnlyList<Pod> Pods, int Violations)
{
    public int HighestPriority => Pods.Max(pod => pod.Priority);

    /// <summary>What has not started counts as starting last.</summary>
    public static DateTimeOffset StartOf(Pod pod) => pod.StartTime ?? DateTimeOffset.MaxValue;

    /// <summary>Higher priority, then earlier start.</summary>
    public static List<Pod> ByImportance(IEnumerable<Pod> pods) =>
        [.. pods.OrderByDescending(pod => pod.Priority).ThenBy(StartOf).ThenBy(pod => pod.Name, StringComparer.Ordinal)];

    /// <summary>Those for which a budget would be used up if all before them went too.</summary>
    public static HashSet<Pod> FindViolating(IReadOnlyList<DisruptionBudget> budgets, IReadOnlyList<Pod> byImportance) =>
    [
        .. byImportance.Where((pod, index) => budgets.Any(budget =>
            budget.Selects(pod) && byImportance.Take(index + 1).Count(budget.Selects) > budget.Allowed)),
    ];

    public PreemptionAnswer ToAnswer() => new(Node, [.. Pods.Select(pod => pod.Name).Order(StringComparer.Ordinal)]);
}
