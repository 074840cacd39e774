using System.Text.Json.Serialization;

namespace Burst.Hosts.Docker.Wire;

internal sealed class CpuStatsDto
{
    [JsonPropertyName("cpu_usage")]
    public CpuUsageDto? CpuUsage { get; set; }
}
