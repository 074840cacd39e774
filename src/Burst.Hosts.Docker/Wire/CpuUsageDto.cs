using System.Text.Json.Serialization;

namespace Burst.Hosts.Docker.Wire;

internal sealed class CpuUsageDto
{
    /// <summary>Nanoseconds of processors since its start.</summary>
    [JsonPropertyName("total_usage")]
    public long TotalUsage { get; set; }
}
