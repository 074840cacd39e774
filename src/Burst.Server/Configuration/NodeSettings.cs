using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pricing;

namespace Burst.Server.Configuration;

/// <summary>Turns configured nodes into nodes to register, collecting what is wrong with them.</summary>
internal sealed class NodeSettings(BurstConfig config, IPriceCatalog prices, List<string> errors)
{
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
        if (!CheckName(nodes, node.Name, key) || new VmSettings(config.Region, prices, errors).Read(node, $"{key}.") is not { } vm)
            return;
        if (vm.Docker is { IsShared: false } docker && nodes.FirstOrDefault(other => other.Docker?.Host == docker.Host) is { } twin)
            errors.Add($"{key}.docker.host: node {twin.Metadata.Name} is on the engine at {docker.Host} already; two nodes would offer it twice.");
        else
            nodes.Add(vm);
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
}
