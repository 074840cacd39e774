namespace Burst.Hosts.Aci.Wire;

/// <summary>A page of a list. Items are read no further than their identity: lists leave out how a group is.</summary>
internal sealed class GroupPageDto
{
    public List<GroupItemDto?>? Value { get; set; }

    public string? NextLink { get; set; }
}
