using System.Text.Json.Serialization;

namespace Burst.Cost.Reports;

public enum CostRowKind
{
    /// <summary>What pods cost: their container groups, or their share of the VM nodes they ran on.</summary>
    [JsonStringEnumMemberName("pods")]
    Pods,

    /// <summary>What VM nodes cost beyond what pods requested of them.</summary>
    [JsonStringEnumMemberName("vmIdle")]
    VmIdle,
}
