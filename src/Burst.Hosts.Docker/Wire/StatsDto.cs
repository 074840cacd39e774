using System.Text.Json.Serialization;

namespace Burst.Hosts.Docker.Wire;

/// <summary>A sample of what a container uses, and the one before it.</summary>
internal sealed class StatsDto
{
    public DateTimeOffset Read { get; set; }

    /// <summary>The year 1 when there is none before.</summary>
    public DateTimeOffset Preread { get; set; }

    [JsonPropertyName("cpu_stats")]
    public CpuStatsDto? CpuStats { get; set; }

    [JsonPropertyName("precpu_stats")]
    public CpuStatsDto? PreCpuStats { get; set; }

    [JsonPropertyName("memory_stats")]
    public MemoryStatsDto? MemoryStats { get; set; }
}
