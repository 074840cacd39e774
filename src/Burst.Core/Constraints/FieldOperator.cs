namespace Burst.Core.Constraints;

/// <summary>Marathon's operators, by Marathon's names.</summary>
public enum FieldOperator
{
    /// <summary>No two pods of the workload where the field has the same value.</summary>
    Unique,

    /// <summary>The field has the value given; without one all pods of the workload are where it has the same.</summary>
    Cluster,

    /// <summary>Pods of the workload are spread evenly over the values.</summary>
    GroupBy,

    /// <summary>The value matches a regular expression.</summary>
    Like,

    /// <summary>It does not, or the node has no such field.</summary>
    Unlike,

    /// <summary>No more pods of the workload than this where the field has the same value.</summary>
    MaxPer,
}
