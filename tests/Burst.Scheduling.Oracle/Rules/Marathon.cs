using System.Globalization;
using System.Text.RegularExpressions;
using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Rules;

/// <summary>
/// Marathon's constraints. The tasks of an app are the pods of one owner, the fields are the node's name and its labels. A node without the
/// field is accepted by UNLIKE alone, and tasks on one count nowhere.
/// </summary>
internal static class Marathon
{
    public static Refusals Judge(SchedulingCase scheduling, Pod pod, Node node) =>
        pod.Constraints.All(constraint => Holds(scheduling, pod, constraint, node)) ? Refusals.None : Refusals.Marathon;

    private static bool Holds(SchedulingCase scheduling, Pod pod, FieldConstraint constraint, Node node)
    {
        if (Value(constraint, node) is not { } value)
            return constraint.Operator == "UNLIKE";
        return constraint.Operator switch
        {
            "LIKE" => Matches(constraint, value),
            "UNLIKE" => !Matches(constraint, value),
            "UNIQUE" => Tasks(scheduling, pod, constraint, endingToo: true).GetValueOrDefault(value) == 0,
            "MAX_PER" => Tasks(scheduling, pod, constraint, endingToo: true).GetValueOrDefault(value) < Number(constraint),
            "CLUSTER" => constraint.Value == "" ? Tasks(scheduling, pod, constraint, endingToo: false).Keys.All(other => other == value) : value == constraint.Value,
            "GROUP_BY" => IsSmallest(scheduling, pod, constraint, value),
            var unknown => throw new FormatException($"Operator '{unknown}' of a constraint is unknown."),
        };
    }

    /// <summary>
    /// A value without tasks is always good. Told how many values there are, Marathon goes by those that have tasks, once there are that many;
    /// not told, the smallest is found among the nodes that the pod selects and whose taints it tolerates.
    /// </summary>
    private static bool IsSmallest(SchedulingCase scheduling, Pod pod, FieldConstraint constraint, string value)
    {
        var tasks = Tasks(scheduling, pod, constraint, endingToo: false);
        if (!tasks.TryGetValue(value, out var there))
            return true;
        if (constraint.Value != "")
            return tasks.Count >= Number(constraint) && there == tasks.Values.Min();
        return there <= scheduling.Nodes
            .Where(other => NodeSelection.Holds(pod, other) && Taints.Judge(pod, other) == Refusals.None && HoldsOfNode(scheduling, pod, other))
            .Select(other => Value(constraint, other)).OfType<string>().Select(other => tasks.GetValueOrDefault(other)).DefaultIfEmpty(0).Min();
    }

    /// <summary>Those of the pod's constraints hold that no task has a part in.</summary>
    private static bool HoldsOfNode(SchedulingCase scheduling, Pod pod, Node node) => pod.Constraints
        .Where(constraint => constraint.Operator is "LIKE" or "UNLIKE" || constraint is { Operator: "CLUSTER", Value: not "" })
        .All(constraint => Holds(scheduling, pod, constraint, node));

    /// <summary>How many tasks there are by the value of the field; values without any are left out.</summary>
    private static Dictionary<string, int> Tasks(SchedulingCase scheduling, Pod pod, FieldConstraint constraint, bool endingToo) => scheduling.Nodes
        .SelectMany(node => scheduling.On(node)
            .Where(other => pod.App is not null && other.Namespace == pod.Namespace && other.App == pod.App && (endingToo || !other.IsTerminating))
            .Select(_ => Value(constraint, node)))
        .OfType<string>().GroupBy(value => value).ToDictionary(group => group.Key, group => group.Count());

    private static string? Value(FieldConstraint constraint, Node node) => constraint.Field switch
    {
        "hostname" or "@hostname" => node.Name,
        "@region" => node.Labels["topology.kubernetes.io/region"],
        "@zone" => node.Labels["topology.kubernetes.io/zone"],
        var label => node.Labels[label],
    };

    private static bool Matches(FieldConstraint constraint, string value) =>
        Regex.Matches(value, $"^(?:{constraint.Value})$").Count > 0;

    private static int Number(FieldConstraint constraint) => int.Parse(constraint.Value, CultureInfo.InvariantCulture);
}
