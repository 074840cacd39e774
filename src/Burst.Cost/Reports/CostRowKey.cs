using Burst.Core.Ids;

namespace Burst.Cost.Reports;

/// <summary>What tells one row of a report from another; an empty part is one the report is not grouped by.</summary>
internal readonly record struct CostRowKey(CostRowKind Kind, string Namespace, string Workload, string Node, string Tier)
    : IComparable<CostRowKey>
{
    public static CostRowKey Of(CostGrouping grouping, CostRowKind kind, string ofNamespace, string workload, NodeName node, Tier tier) => grouping switch
    {
        CostGrouping.Workload => new(kind, ofNamespace, workload, "", tier.Value),
        CostGrouping.Node => new(kind, "", "", node.Value, ""),
        CostGrouping.Tier => new(kind, "", "", "", tier.Value),
        CostGrouping.Namespace => new(kind, ofNamespace, "", "", ""),
        _ => throw new ArgumentOutOfRangeException(nameof(grouping), grouping, "A report is grouped by workload, node, tier or namespace."),
    };

    public int CompareTo(CostRowKey other)
    {
        var byKind = Kind.CompareTo(other.Kind);
        if (byKind != 0)
            return byKind;
        var byNamespace = string.CompareOrdinal(Namespace, other.Namespace);
        if (byNamespace != 0)
            return byNamespace;
        var byWorkload = string.CompareOrdinal(Workload, other.Workload);
        if (byWorkload != 0)
            return byWorkload;
        var byNode = string.CompareOrdinal(Node, other.Node);
        return byNode != 0 ? byNode : string.CompareOrdinal(Tier, other.Tier);
    }
}
