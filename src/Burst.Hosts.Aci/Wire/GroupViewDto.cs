namespace Burst.Hosts.Aci.Wire;

internal sealed class GroupViewDto
{
    public string? State { get; set; }

    public List<EventDto?>? Events { get; set; }
}
