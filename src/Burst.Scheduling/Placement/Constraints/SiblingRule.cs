using Burst.Core.Constraints;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>One of Marathon's operators that asks where the other pods of the workload are, of whatever template, with those pods counted.</summary>
internal abstract class SiblingRule(FieldConstraint constraint)
{
    protected FieldConstraint Constraint => constraint;

    /// <summary>Null for what asks only of nodes.</summary>
    public static SiblingRule? For(ClusterState state, Pod pod, FieldConstraint constraint) => !constraint.CountsPods ? null : constraint.Operator switch
    {
        FieldOperator.Unique => new MaxPerRule(constraint, 1),
        FieldOperator.MaxPer => new MaxPerRule(constraint, constraint.Number!.Value),
        FieldOperator.Cluster => new ClusterRule(constraint),
        _ => new GroupByRule(state, pod, constraint),
    };

    /// <summary>Counts one onto a node, or off it. Where the node lacks the field it counts nowhere.</summary>
    /// <returns>Whether that may have made room for the one that asks.</returns>
    public bool Count(Node node, PodTally tally) => constraint.FindValue(node) is { } value && Add(value, tally);

    /// <summary>Null where the node may have the pod.</summary>
    public (string Obstacle, string Detail)? FindObstacle(Node node)
    {
        var value = constraint.FindValue(node);
        var fault = value is null ? FieldRule.Describe(constraint, node) : FindFault(value);
        return fault is null ? null : (constraint.ToString(), fault);
    }

    /// <summary>Why the pod cannot be where the field has this value; null where it can.</summary>
    protected abstract string? FindFault(string value);

    /// <returns>Whether that may have made room for the one that asks.</returns>
    protected abstract bool Add(string value, PodTally tally);
}
