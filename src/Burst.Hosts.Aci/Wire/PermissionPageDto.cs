namespace Burst.Hosts.Aci.Wire;

/// <summary>What the one who asks may do at a scope.</summary>
internal sealed class PermissionPageDto
{
    public List<PermissionDto?>? Value { get; set; }

    public string? NextLink { get; set; }

    internal sealed class PermissionDto
    {
        public List<string>? Actions { get; set; }

        public List<string>? NotActions { get; set; }
    }
}
