using System.Text.Json.Serialization;

namespace Burst.Hosts.Aci.Wire;

internal sealed class ContainerViewDto
{
    [JsonConverter(typeof(LenientIntConverter))]
    public int? RestartCount { get; set; }

    public ContainerStateDto? CurrentState { get; set; }

    public ContainerStateDto? PreviousState { get; set; }

    public List<EventDto?>? Events { get; set; }
}
