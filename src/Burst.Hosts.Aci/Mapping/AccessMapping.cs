using Burst.Core.Hosts;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>How a group reaches registries and is reached: credentials, identity, subnet, resolver.</summary>
internal static class AccessMapping
{
    private static readonly string[] AzureRegistries = [".azurecr.io", ".azurecr.cn", ".azurecr.us"];

    /// <summary>
    /// Those of the pod's pull secrets, and the node's identity for each registry of Azure that no pull secret names: ACI pulls from
    /// nowhere else with an identity.
    /// </summary>
    public static List<RegistryCredentialDto>? ToCredentials(PodLaunch launch, AciPodHostOptions options)
    {
        var known = launch.Registries.Select(registry => registry.Server).ToHashSet(StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> byIdentity = options.IdentityId is null ? [] : launch.Spec.AllContainers
            .Select(container => container.Image.Split('/', 2)[0])
            .Where(server => AzureRegistries.Any(suffix => server.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) && !known.Contains(server))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);
        List<RegistryCredentialDto> credentials =
        [
            .. launch.Registries.Select(registry => new RegistryCredentialDto
            {
                Server = registry.Server, Username = registry.Username, Password = registry.Password,
            }),
            .. byIdentity.Select(server => new RegistryCredentialDto { Server = server, Identity = options.IdentityId }),
        ];
        return credentials.Count == 0 ? null : credentials;
    }

    public static IdentityDto? ToIdentity(AciPodHostOptions options) => options.IdentityId is not { } identity
        ? null
        : new IdentityDto { Type = "UserAssigned", UserAssignedIdentities = new(StringComparer.Ordinal) { [identity] = new() } };

    public static List<SubnetDto>? ToSubnets(AciPodHostOptions options) =>
        options.SubnetId is { } subnet ? [new SubnetDto { Id = subnet }] : null;

    /// <summary>In a subnet the declared ports are open to it; elsewhere a group has an address only when its pod asks to be reached from anywhere.</summary>
    public static GroupPropertiesDto.IpAddressDto? ToAddress(PodLaunch launch, AciPodHostOptions options)
    {
        var asked = launch.Spec.PublicAddress;
        var ports = launch.Spec.Containers.SelectMany(container => container.Ports)
            .DistinctBy(ContainerPortKey.Of).Select(PortDto? (port) => new PortDto { Port = port.Port, Protocol = port.Protocol.ToUpperInvariant() });
        if ((options.SubnetId is null && asked is null) || !ports.Any())
            return null;
        return new GroupPropertiesDto.IpAddressDto { Type = asked is null ? "Private" : "Public", DnsNameLabel = asked?.DnsLabel, Ports = [.. ports] };
    }

    public static DnsConfigDto? ToDns(PodLaunch launch) => launch.Spec.DnsConfig is not { } dns
        ? null
        : new DnsConfigDto
        {
            NameServers = [.. dns.NameServers],
            SearchDomains = dns.Searches.IsEmpty ? null : string.Join(' ', dns.Searches),
            Options = dns.Options.IsEmpty ? null : string.Join(' ', dns.Options),
        };
}
