using Burst.Core.Constraints;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>CLUSTER without a value: where the first went, the others go. Those that are being ended hold nobody.</summary>
internal sealed class ClusterRule(FieldConstraint constraint) : SiblingRule(constraint)
{
    private readonly GroupSizes groups = new();

    protected override string? FindFault(string value) =>
        groups.Count == 0 || (groups.Count == 1 && groups.Of(value) > 0) ? null : $"pods of its workload are where {Constraint.Field} is not {value}";

    protected override bool Add(string value, PodTally tally)
    {
        groups.Add(value, tally.Staying);
        return tally.Staying < 0;
    }
}
