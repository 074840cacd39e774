namespace Burst.Hosts.Aci.Wire;

internal sealed class DnsConfigDto
{
    public List<string>? NameServers { get; set; }

    /// <summary>Separated by spaces, as in resolv.conf.</summary>
    public string? SearchDomains { get; set; }

    /// <summary>Separated by spaces, as in resolv.conf.</summary>
    public string? Options { get; set; }
}
