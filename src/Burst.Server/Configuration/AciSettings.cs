using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Units;

namespace Burst.Server.Configuration;

/// <summary>Turns a virtual node as written, in the configuration or in a request, into the node to register, or says what is wrong with it.</summary>
internal sealed partial class AciSettings(string defaultRegion, List<string> errors)
{
    private const int QuotaMax = 100_000;
    private const int ShareMax = 1000;
    private const int MemoryMibPerCore = 8 * 1024;

    /// <param name="aci">As written; its name has been checked.</param>
    /// <param name="key">Before the name of each key in errors.</param>
    /// <returns>Null when there are errors.</returns>
    public Node? Read(AciConfig aci, string key)
    {
        var before = errors.Count;
        var region = aci.Region ?? defaultRegion;
        if (!RegionPattern().IsMatch(region))
            errors.Add($"{key}region: '{region}' is not a region's name; write it like westeurope.");
        var connection = ReadConnection(aci, key);
        var tiers = ReadTiers(aci, key);
        if (aci.CoreQuota is < 1 or > QuotaMax || aci.GroupQuota is < 1 or > QuotaMax)
            errors.Add($"{(key.Length == 0 ? "" : key.TrimEnd('.') + ": ")}coreQuota and groupQuota are 1 to {QuotaMax}.");
        if (aci.SpotCoreQuota is < 0 or > QuotaMax)
            errors.Add($"{key}spotCoreQuota: {aci.SpotCoreQuota} is not accepted; 0 to {QuotaMax} is.");
        if (aci.Order is < -ShareMax or > ShareMax)
            errors.Add($"{key}order: {aci.Order} is not accepted; -{ShareMax} to {ShareMax} is, the lowest first.");
        if (aci.Weight is < 1 or > ShareMax)
            errors.Add($"{key}weight: {aci.Weight} is not accepted; 1 to {ShareMax} is.");
        if (errors.Count > before)
            return null;
        var capacity = new Resources(aci.CoreQuota * 1000L, (long)aci.CoreQuota * MemoryMibPerCore);
        return NewNode.Of(NodeKind.Virtual, aci.Name, region, tiers, capacity, aci.GroupQuota) with
        {
            Aci = connection,
            Order = aci.Order,
            Weight = aci.Weight,
            SpotCpuMillis = aci.SpotCoreQuota * 1000L,
        };
    }

    private ImmutableArray<Tier> ReadTiers(AciConfig aci, string key)
    {
        var tiers = aci.Tiers.Where(tier => tier is "aci" or "aci-spot").Distinct().Select(Tier.Parse).ToImmutableArray();
        if (tiers.Length == 0 || tiers.Length != aci.Tiers.Count)
            errors.Add($"{key}tiers: [{string.Join(", ", aci.Tiers)}] is not accepted; aci and aci-spot are, each once.");
        if (aci is { Subnet: not null } or { Zone: not null } && tiers.Contains(Tier.AciSpot))
            errors.Add($"{key}tiers: ACI has no Spot groups in a subnet or a zone; leave out aci-spot, or subnet and zone.");
        return tiers;
    }

    private AciConnection ReadConnection(AciConfig aci, string key)
    {
        var endpoint = ReadEndpoint(aci, key);
        if (!Guid.TryParseExact(aci.Subscription, "D", out var subscription) || subscription == Guid.Empty)
            errors.Add($"{key}subscription: '{aci.Subscription}' is not a subscription id; a GUID is.");
        if (aci.ResourceGroup.Length is 0 or > 90 || !ResourceGroupPattern().IsMatch(aci.ResourceGroup))
            errors.Add($"{key}resourceGroup: {Quote(aci.ResourceGroup)}give the name of an existing resource group, 1-90 characters: letters, digits and -_.(), with no '.' at the end.");
        CheckId(aci.Subnet, $"{key}subnet", "/providers/Microsoft.Network/virtualNetworks/");
        CheckId(aci.Identity, $"{key}identity", "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/");
        if (aci.Zone is { } zone && !ZonePattern().IsMatch(zone))
            errors.Add($"{key}zone: '{zone}' is not an availability zone; 1, 2 and 3 are.");
        return new AciConnection
        {
            Endpoint = endpoint,
            Audience = aci.Audience is null ? null : ReadUrl(aci.Audience, $"{key}audience", "it is what tokens are asked for"),
            Subscription = subscription,
            ResourceGroup = aci.ResourceGroup,
            CaPem = ReadPem(aci, key),
            SubnetId = aci.Subnet,
            IdentityId = aci.Identity,
            Zone = aci.Zone,
            AuthorityHost = aci.AuthorityHost is null ? null : ReadUrl(aci.AuthorityHost, $"{key}authorityHost", "it is where secrets are sent"),
            Credential = new CredentialSettings(errors).Read(aci, key),
        };
    }

    private Uri ReadEndpoint(AciConfig aci, string key)
    {
        if (aci.Cloud is null)
            return aci.Endpoint is null ? AzureClouds.Public.Endpoint : ReadUrl(aci.Endpoint, $"{key}endpoint", "tokens are only sent over TLS");
        if (aci.Endpoint is not null)
            errors.Add($"{key}cloud: endpoint names a cloud already; give one of them.");
        if (AzureClouds.FindByName(aci.Cloud) is { } cloud)
            return cloud.Endpoint;
        errors.Add($"{key}cloud: '{aci.Cloud}' is not known; {AzureClouds.Names} are, and endpoint is for any other.");
        return AzureClouds.Public.Endpoint;
    }

    private Uri ReadUrl(string text, string key, string why)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
            return url;
        errors.Add($"{key}: '{text}' is not an https URL; {why}.");
        return new Uri("https://invalid/");
    }

    private void CheckId(string? id, string key, string provider)
    {
        if (id is not null && (!id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) || !id.Contains(provider, StringComparison.OrdinalIgnoreCase)))
            errors.Add($"{key}: '{id}' is not a resource id; write it like /subscriptions/GUID/resourceGroups/NAME{provider}NAME.");
    }

    private string? ReadPem(AciConfig aci, string key)
    {
        const string Remedy = "the emulator's is in the file that `burst emulator --export-ca FILE` writes";
        if (aci is { EmulatorCa: not null, EmulatorCaPem: not null })
            errors.Add($"{key}emulatorCaPem: emulatorCa names a certificate already; give one of them.");
        if (aci.EmulatorCa is { } file)
            return ReadPemFile(file, $"{key}emulatorCa");
        if (aci.EmulatorCaPem is { } pem && !IsCertificate(pem))
            errors.Add($"{key}emulatorCaPem: holds no certificate in PEM; {Remedy}.");
        return aci.EmulatorCaPem;
    }

    private string? ReadPemFile(string file, string key)
    {
        try
        {
            var pem = File.ReadAllText(file);
            if (IsCertificate(pem))
                return pem;
            errors.Add($"{key}: {file} holds no certificate in PEM; name the file the emulator wrote with `burst emulator --export-ca FILE`.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{key}: {exception.Message} Start the emulator first, or name the file it wrote with `burst emulator --export-ca FILE`.");
        }

        return null;
    }

    private static bool IsCertificate(string pem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string Quote(string text) => text.Length is 0 or > 90 ? "" : $"'{text}' is not accepted; ";

    [GeneratedRegex(@"\A[-\w\.\(\)]*[-\w\(\)]\z")]
    private static partial Regex ResourceGroupPattern();

    [GeneratedRegex(@"\A[a-z0-9]{2,50}\z")]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"\A[1-9]\z")]
    private static partial Regex ZonePattern();
}
