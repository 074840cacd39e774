using System.Text.Json.Serialization;

namespace Burst.Hosts.Aci.Wire;

internal sealed class EventDto
{
    public string? Name { get; set; }

    public string? Message { get; set; }

    public string? Type { get; set; }

    [JsonConverter(typeof(LenientIntConverter))]
    public int? Count { get; set; }

    [JsonConverter(typeof(LenientTimeConverter))]
    public DateTimeOffset? FirstTimestamp { get; set; }

    [JsonConverter(typeof(LenientTimeConverter))]
    public DateTimeOffset? LastTimestamp { get; set; }
}
