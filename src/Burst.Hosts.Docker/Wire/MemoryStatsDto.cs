using System.Text.Json.Serialization;

namespace Burst.Hosts.Docker.Wire;

internal sealed class MemoryStatsDto
{
    /// <summary>Bytes, files that are cached included.</summary>
    [JsonPropertyName("usage")]
    public long Usage { get; set; }

    /// <summary>As the control group tells it; the names differ between its versions.</summary>
    [JsonPropertyName("stats")]
    public Dictionary<string, long>? Stats { get; set; }
}
