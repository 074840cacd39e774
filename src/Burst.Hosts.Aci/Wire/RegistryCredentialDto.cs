namespace Burst.Hosts.Aci.Wire;

/// <summary>A user with a password, or a managed identity by its resource id.</summary>
internal sealed class RegistryCredentialDto
{
    public string? Server { get; set; }

    public string? Username { get; set; }

    public string? Password { get; set; }

    public string? Identity { get; set; }
}
