using Burst.Core.Constraints;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>
/// GROUP_BY: the next pod goes to a value that has fewest. Told how many values there are, it sees those that pods of the workload are on, as
/// Marathon does, and wants that many of them first. Not told, it takes those of the nodes that could have the pod: Marathon, which only sees
/// offers, may then leave all pods on one value. Those that are being ended do not count.
/// </summary>
internal sealed class GroupByRule : SiblingRule
{
    private static readonly TopologySpreadConstraint AnyPlaceForIt = new()
    {
        TopologyKey = "", MaxSkew = 1, WhenUnsatisfiable = WhenUnsatisfiable.DoNotSchedule, NodeTaintsPolicy = NodeInclusionPolicy.Honor,
    };

    private readonly GroupSizes groups = new();
    private readonly int? atLeast;

    public GroupByRule(ClusterState state, Pod pod, FieldConstraint constraint)
        : base(constraint)
    {
        atLeast = constraint.Number;
        if (atLeast is not null)
            return;
        var places = new SpreadNodes(state, pod, []);
        foreach (var node in state.Nodes.Where(node => places.Includes(node, AnyPlaceForIt) && FieldRule.FindObstacle(node, pod) is null))
        {
            if (constraint.FindValue(node) is { } value)
                groups.Include(value);
        }
    }

    protected override string? FindFault(string value)
    {
        var there = groups.Of(value);
        if (there == 0)
            return null;
        if (groups.Count < atLeast)
            return $"pods of its workload are on {groups.Count} values of {Constraint.Field}, and first on {atLeast}";
        return there <= groups.Fewest ? null : $"{value} has {there} of its workload's pods, the fewest anywhere are {groups.Fewest}";
    }

    protected override bool Add(string value, PodTally tally)
    {
        if (tally.Staying == 0 || (atLeast is null && !groups.Has(value)))
            return false;
        var before = (groups.Fewest, groups.Count);
        groups.Add(value, tally.Staying);
        return tally.Staying < 0 || before != (groups.Fewest, groups.Count);
    }
}
