using Burst.Core.Constraints;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>MAX_PER, and UNIQUE, which is a MAX_PER of 1. One that is being ended counts until it has ended.</summary>
internal sealed class MaxPerRule(FieldConstraint constraint, int most) : SiblingRule(constraint)
{
    private readonly GroupSizes groups = new();

    protected override string? FindFault(string value) =>
        groups.Of(value) < most ? null : $"{groups.Of(value)} of its workload's pods are where {Constraint.Field} is {value}";

    protected override bool Add(string value, PodTally tally)
    {
        groups.Add(value, tally.Pods);
        return tally.Pods < 0;
    }
}
