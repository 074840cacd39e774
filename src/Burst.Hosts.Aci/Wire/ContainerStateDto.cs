using System.Text.Json.Serialization;

namespace Burst.Hosts.Aci.Wire;

internal sealed class ContainerStateDto
{
    public string? State { get; set; }

    public string? DetailStatus { get; set; }

    [JsonConverter(typeof(LenientIntConverter))]
    public int? ExitCode { get; set; }

    [JsonConverter(typeof(LenientTimeConverter))]
    public DateTimeOffset? StartTime { get; set; }

    [JsonConverter(typeof(LenientTimeConverter))]
    public DateTimeOffset? FinishTime { get; set; }
}
