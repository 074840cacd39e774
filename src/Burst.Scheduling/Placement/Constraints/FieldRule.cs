using Burst.Core.Constraints;
using Burst.Core.Nodes;
using Burst.Core.Pods;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>Those of Marathon's operators that ask of a node itself: LIKE, UNLIKE, and CLUSTER with a value.</summary>
internal static class FieldRule
{
    public static (string Obstacle, string Detail)? FindObstacle(Node node, Pod pod)
    {
        foreach (var constraint in pod.Spec.Constraints)
        {
            if (!constraint.CountsPods && !Holds(constraint, constraint.FindValue(node)))
                return (constraint.ToString(), Describe(constraint, node));
        }

        return null;
    }

    /// <summary>What a node has of the field that a constraint speaks of.</summary>
    public static string Describe(FieldConstraint constraint, Node node) =>
        constraint.FindValue(node) is { } value ? $"{constraint.Field} of the node is {value}" : $"the node has no {constraint.Field}";

    private static bool Holds(FieldConstraint constraint, string? value) => constraint.Operator switch
    {
        FieldOperator.Cluster => value == constraint.Value,
        FieldOperator.Like => value is not null && FieldPattern.IsMatch(constraint.Value!, value),
        _ => value is null || !FieldPattern.IsMatch(constraint.Value!, value),
    };
}
