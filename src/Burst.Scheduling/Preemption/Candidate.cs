using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Scheduling.Preemption;

/// <summary>A node that would fit a pod without some of lower priority, and those that would have to go.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Victims">The most important first; none where those that are ending anyway are enough.</param>
/// <param name="Violations">How many of them a disruption budget would rather keep.</param>
/// <param name="EarliestStart">Of those of the highest priority among them.</param>
internal sealed record Candidate(NodeName Node, IReadOnlyList<Pod> Victims, int Violations, DateTimeOffset EarliestStart) : IComparable<Candidate>
{
    /// <summary>A priority is taken as this much more, as kube-scheduler does, so that a pod more never makes the sum smaller.</summary>
    private const long Shift = int.MaxValue + 1L;

    private long SumOfPriorities { get; } = Victims.Sum(victim => victim.Priority + Shift);

    /// <summary>
    /// kube-scheduler's order (<c>pickOneNodeForPreemption</c>): nobody to end before all else; then the fewest violated budgets, the lowest highest
    /// priority, the lowest sum of priorities, the fewest victims, the latest start of the most important ones; at last the name.
    /// </summary>
    public int CompareTo(Candidate? other)
    {
        if (other is null)
            return -1;
        var order = (Victims.Count > 0).CompareTo(other.Victims.Count > 0);
        if (order == 0)
            order = Violations.CompareTo(other.Violations);
        if (order == 0 && Victims.Count > 0)
            order = Victims[0].Priority.CompareTo(other.Victims[0].Priority);
        if (order == 0)
            order = SumOfPriorities.CompareTo(other.SumOfPriorities);
        if (order == 0)
            order = Victims.Count.CompareTo(other.Victims.Count);
        if (order == 0)
            order = other.EarliestStart.CompareTo(EarliestStart);
        return order != 0 ? order : Node.CompareTo(other.Node);
    }
}
