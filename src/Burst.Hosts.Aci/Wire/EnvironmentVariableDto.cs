namespace Burst.Hosts.Aci.Wire;

internal sealed class EnvironmentVariableDto
{
    public string? Name { get; set; }

    public string? Value { get; set; }

    /// <summary>Never comes back from ACI.</summary>
    public string? SecureValue { get; set; }
}
