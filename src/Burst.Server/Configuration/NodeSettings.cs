using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pricing;

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

        var docker = node.Docker is { } engine ? new DockerSettings(errors).Read(engine, $"{key}.docker") : null;
        if (node.Docker is not null && docker is null)
            return;

        var tier = Tier.Parse(node.Tier);
        if (prices.QuoteVm(region, node.Size, tier, node.ReservedYears) is { Rates: null } quote)
            errors.Add($"{key}: {quote.Refusal}.");
        else
            nodes.Add(WithLabels(NewNode.Of(NodeKind.Vm, node.Name, region, [tier], capacity.Value, PodsPerVmMax), node.Labels) with
            {
                Size = node.Size,
                ReservedYears = node.ReservedYears,
                Docker = docker,
            });
    }

    private void AddVirtual(List<Node> nodes, AciConfig aci, string key)
    {
        if (CheckName(nodes, aci.Name, key) && new AciSettings(config.Region, errors).Read(aci, $"{key}.") is { } node)
            nodes.Add(node);
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
}
