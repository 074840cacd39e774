using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pricing;
using Burst.Core.Units;

namespace Burst.Server.Configuration;

/// <summary>Turns configured nodes into nodes to register, collecting what is wrong with them.</summary>
internal sealed class NodeSettings(BurstConfig config, IPriceCatalog prices, List<string> errors)
{
    private const int PodsPerVmMax = 110;

    public IReadOnlyList<Node> Read()
    {
        var nodes = new List<Node>();
        for (var i = 0; i < config.Nodes.Count; i++)
            AddOr(config.Nodes[i], $"nodes[{i}]", AddVm);
        for (var i = 0; i < config.Aci.Count; i++)
            AddOr(config.Aci[i], $"aci[{i}]", AddVirtual);
        return nodes;

        void AddOr<T>(T? item, string key, Action<List<Node>, T, string> add)
            where T : class
        {
            if (item is null)
                errors.Add($"{key}: is null; write an object, or leave it out.");
            else
                add(nodes, item, key);
        }
    }

    private void AddVm(List<Node> nodes, NodeConfig node, string key)
    {
        var region = node.Region ?? config.Region;
        var capacity = prices.FindVmSize(node.Size);
        if (!CheckName(nodes, node.Name, key))
            return;
        if (capacity is null)
        {
            errors.Add($"{key}.size: '{node.Size}' is not a VM size the price book knows; D2s_v5 is one, `burst prices` lists them, and --prices FILE adds more.");
            return;
        }

        if (node.Tier is not ("vm" or "vm-reserved"))
        {
            errors.Add($"{key}.tier: '{node.Tier}' is not a tier of a VM; vm and vm-reserved are.");
            return;
        }

        if ((node.Tier == "vm-reserved") != (node.ReservedYears is 1 or 3))
        {
            errors.Add($"{key}.reservedYears: give 1 or 3 with tier vm-reserved, and nothing with tier vm.");
            return;
        }

        var tier = Tier.Parse(node.Tier);
        if (prices.QuoteVm(region, node.Size, tier, node.ReservedYears) is { Rates: null } quote)
            errors.Add($"{key}: {quote.Refusal}.");
        else
            nodes.Add(WithLabels(NewNode(NodeKind.Vm, node.Name, region, [tier], capacity.Value, PodsPerVmMax), node.Labels) with
            {
                Size = node.Size,
                ReservedYears = node.ReservedYears,
            });
    }

    private void AddVirtual(List<Node> nodes, AciConfig aci, string key)
    {
        var region = aci.Region ?? config.Region;
        if (!CheckName(nodes, aci.Name, key) || ReadConnection(aci, key) is not { } connection)
            return;
        var tiers = aci.Tiers.Where(tier => tier is "aci" or "aci-spot").Select(Tier.Parse).ToImmutableArray();
        if (tiers.Length == 0 || tiers.Length != aci.Tiers.Count)
        {
            errors.Add($"{key}.tiers: [{string.Join(", ", aci.Tiers)}] is not accepted; aci and aci-spot are.");
            return;
        }

        var capacity = new Resources(aci.CoreQuota * 1000L, aci.CoreQuota * 8L * 1024);
        var node = NewNode(NodeKind.Virtual, aci.Name, region, tiers, capacity, aci.GroupQuota);
        nodes.Add(node with { Aci = connection });
    }

    private AciConnection? ReadConnection(AciConfig aci, string key)
    {
        var before = errors.Count;
        if (!Uri.TryCreate(aci.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme != Uri.UriSchemeHttps)
            errors.Add($"{key}.endpoint: '{aci.Endpoint}' is not an https URL; tokens are only sent over TLS.");
        if (!Guid.TryParseExact(aci.Subscription, "D", out var subscription))
            errors.Add($"{key}.subscription: '{aci.Subscription}' is not a subscription id; a GUID is.");
        if (aci.ResourceGroup.Length is 0 or > 90)
            errors.Add($"{key}.resourceGroup: give the name of an existing resource group, 1-90 characters.");
        if (aci.CoreQuota is < 1 or > 100_000 || aci.GroupQuota is < 1 or > 100_000)
            errors.Add($"{key}: coreQuota and groupQuota are 1 to 100000.");
        CheckId(aci.Subnet, $"{key}.subnet", "/providers/Microsoft.Network/virtualNetworks/");
        CheckId(aci.Identity, $"{key}.identity", "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/");
        if (aci is { Subnet: not null } or { Zone: not null } && aci.Tiers.Contains("aci-spot"))
            errors.Add($"{key}.tiers: ACI has no Spot groups in a subnet or a zone; leave out aci-spot, or subnet and zone.");
        var pem = ReadPem(aci, key);
        return errors.Count > before
            ? null
            : new AciConnection
            {
                Endpoint = endpoint!,
                Subscription = subscription,
                ResourceGroup = aci.ResourceGroup,
                CaPem = pem,
                SubnetId = aci.Subnet,
                IdentityId = aci.Identity,
                Zone = aci.Zone,
            };
    }

    private void CheckId(string? id, string key, string provider)
    {
        if (id is not null && (!id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) || !id.Contains(provider, StringComparison.OrdinalIgnoreCase)))
            errors.Add($"{key}: '{id}' is not a resource id; write it like /subscriptions/GUID/resourceGroups/NAME{provider}NAME.");
    }

    private string? ReadPem(AciConfig aci, string key)
    {
        if (aci.EmulatorCa is null)
            return null;
        try
        {
            var pem = File.ReadAllText(aci.EmulatorCa);
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return pem;
        }
        catch (CryptographicException)
        {
            errors.Add($"{key}.emulatorCa: {aci.EmulatorCa} holds no certificate in PEM; name the file the emulator wrote with `burst emulator --export-ca FILE`.");
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{key}.emulatorCa: {exception.Message} Start the emulator first, or name the file it wrote with `burst emulator --export-ca FILE`.");
            return null;
        }
    }

    private bool CheckName(List<Node> nodes, string name, string key)
    {
        if (!DnsName.IsSubdomain(name))
            errors.Add($"{key}.name: '{name}' is not a node name; {DnsName.SubdomainRule}.");
        else if (nodes.Any(other => other.Metadata.Name == name))
            errors.Add($"{key}.name: '{name}' is used twice; node names are unique.");
        else
            return true;
        return false;
    }

    private static Node WithLabels(Node node, Dictionary<string, string> labels) => node with
    {
        Metadata = node.Metadata with { Labels = node.Metadata.Labels.SetItems(labels) },
    };

    private static Node NewNode(NodeKind kind, string name, string region, ImmutableArray<Tier> tiers, Resources capacity, int podsMax) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = name,
            Generation = 1,
        },
        NodeKind = kind,
        Region = region,
        Tiers = tiers,
        Capacity = capacity,
        PodsMax = podsMax,
        Readiness = new NodeReadiness(null, "NeverSeen", "The node has not answered yet.", DateTimeOffset.UnixEpoch),
    };
}
