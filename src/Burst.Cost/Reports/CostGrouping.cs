using System.Text.Json.Serialization;

namespace Burst.Cost.Reports;

/// <summary>What a row of a cost report stands for.</summary>
public enum CostGrouping
{
    /// <summary>A workload of a namespace in one tier.</summary>
    [JsonStringEnumMemberName("workload")]
    Workload,

    [JsonStringEnumMemberName("node")]
    Node,

    [JsonStringEnumMemberName("tier")]
    Tier,

    [JsonStringEnumMemberName("namespace")]
    Namespace,
}
