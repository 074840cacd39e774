namespace Burst.Hosts.Aci.Wire;

internal sealed class GroupItemDto
{
    public string? Name { get; set; }

    public Dictionary<string, string?>? Tags { get; set; }
}
