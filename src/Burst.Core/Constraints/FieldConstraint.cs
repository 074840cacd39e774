using System.Globalization;
using System.Text.Json.Serialization;
using Burst.Core.Nodes;

namespace Burst.Core.Constraints;

/// <summary>What a workload asks of one field of the nodes of its pods, as Marathon has it: a field, an operator, and mostly a value.</summary>
/// <param name="Field"><c>hostname</c> or <c>@hostname</c>, <c>@region</c>, <c>@zone</c>, or a label of nodes.</param>
/// <param name="Value">A regular expression for LIKE and UNLIKE, a number of 1 or more for GROUP_BY and MAX_PER; null for none.</param>
public sealed record FieldConstraint(string Field, FieldOperator Operator, string? Value)
{
    /// <summary>Of pods and templates: a JSON array of <c>[field, operator]</c> and <c>[field, operator, value]</c>.</summary>
    public const string Annotation = "burst.dev/constraints";

    /// <summary>Of one pod, at most.</summary>
    public const int CountMax = 16;

    /// <summary>It depends on where other pods of the workload are.</summary>
    [JsonIgnore]
    public bool CountsPods => Operator is FieldOperator.Unique or FieldOperator.GroupBy or FieldOperator.MaxPer || this is { Operator: FieldOperator.Cluster, Value: null };

    /// <summary><see cref="Value"/> where it is one.</summary>
    [JsonIgnore]
    public int? Number => Value is { } text && Operator is FieldOperator.GroupBy or FieldOperator.MaxPer ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Null where the node has no such field.</summary>
    public string? FindValue(Node node) => Field switch
    {
        "hostname" or "@hostname" => node.Metadata.Name,
        "@region" => node.FindLabel("topology.kubernetes.io/region"),
        "@zone" => node.FindLabel("topology.kubernetes.io/zone"),
        _ => node.FindLabel(Field),
    };

    /// <summary><c>MAX_PER rack_id 2</c></summary>
    public override string ToString() => $"{FieldOperators.NameOf(Operator)} {Field}{(Value is null ? "" : $" {Value}")}";
}
