namespace Burst.Hosts.Aci.Wire;

/// <summary>Which managed identities the containers may use; the keys are resource ids.</summary>
internal sealed class IdentityDto
{
    public string? Type { get; set; }

    public SortedDictionary<string, UserAssignedDto>? UserAssignedIdentities { get; set; }

    internal sealed class UserAssignedDto;
}
