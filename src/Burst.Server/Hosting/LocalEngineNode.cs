using Burst.Core.Hosts;
using Burst.Core.Nodes;
using Burst.Core.Pricing;
using Burst.Hosts.Docker;
using Burst.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Hosting;

/// <summary>
/// Which node the engine of this machine is given, at a start: the one VM node that is to join and names none, or one of its own when there is
/// no VM node at all. Several cannot share it, and a node on record stays what it is.
/// </summary>
internal sealed partial class LocalEngineNode(ServerSettings settings, IPriceCatalog prices, TimeProvider time, ILogger logger)
{
    private const string OwnName = "local";

    /// <param name="recorded">The nodes on record.</param>
    /// <param name="cancellationToken">The start is given up.</param>
    /// <returns>The configured nodes, one of them perhaps with the engine, or one more.</returns>
    /// <exception cref="ConfigException">The engine was named and cannot be used.</exception>
    public async Task<IReadOnlyList<Node>> AssignAsync(IReadOnlyList<Node> recorded, CancellationToken cancellationToken)
    {
        var configured = settings.Nodes.Select(node => KeepEngine(node, recorded)).ToList();
        if (settings.LocalEngine is not { } engine || recorded.Concat(configured).Any(node => node.Docker?.Host == engine.Address.Text))
            return configured;
        var joining = configured.FindAll(node => node is { NodeKind: NodeKind.Vm, Docker: null } && !recorded.Any(known => known.Name == node.Name));
        var hasVms = recorded.Concat(configured).Any(node => node.NodeKind == NodeKind.Vm);
        if (joining.Count > 1 || (joining.Count == 0 && hasVms))
        {
            if (engine.IsNamed || joining.Count > 1)
                LogNotShared(engine.Address, joining.Count);
            return configured;
        }

        if (await LookAsync(engine, cancellationToken).ConfigureAwait(false) is not { } machine)
            return configured;
        if (joining is [var one])
            configured[configured.IndexOf(one)] = Give(one, engine, machine);
        else if (MachineSize.Find(prices, settings.Region, machine.Total) is { } size)
            configured.Add(Give(NewVm(size), engine, machine));
        else
            LogNoSize(engine.Address, machine.Total.ToString());
        return configured;
    }

    /// <summary>One that was given the engine at an earlier start is no other for not naming it.</summary>
    private static Node KeepEngine(Node node, IReadOnlyList<Node> recorded) =>
        node.Docker is null && recorded.FirstOrDefault(known => known.Name == node.Name) is { Docker: { } engine, NodeKind: NodeKind.Vm } && node.NodeKind == NodeKind.Vm
            ? node with { Docker = engine }
            : node;

    private async Task<NodeMachine?> LookAsync(LocalEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            return await EngineProbe.ReadAsync(engine.Address, null, time, cancellationToken).ConfigureAwait(false);
        }
        catch (PodHostUnavailableException exception) when (engine.IsNamed)
        {
            throw new ConfigException([$"docker: {exception.Message}"]);
        }
        catch (PodHostUnavailableException exception)
        {
            LogNotUsed(exception.Message);
            return null;
        }
    }

    private Node NewVm(string size)
    {
        var errors = new List<string>();
        return new VmSettings(settings.Region, prices, errors).Read(new NodeConfig { Name = OwnName, Size = size }, "") ?? throw new ConfigException(errors);
    }

    private Node Give(Node node, LocalEngine engine, NodeMachine machine)
    {
        LogGiven(node.Name.Value, engine.Address, node.Size);
        return node with
        {
            Docker = new DockerConnection { Host = engine.Address.Text },
            Machine = machine,
            Metadata = node.Metadata with { Labels = MachineLabels.Renew(node.Metadata.Labels, null, machine) },
        };
    }

    [LoggerMessage(2141, LogLevel.Information, "Node {Node} runs its pods on the Docker Engine at {Address}, at the price of a {Size}")]
    private partial void LogGiven(string node, Hosts.Docker.Engine.EngineAddress address, string size);

    [LoggerMessage(2142, LogLevel.Warning, "Pods of VM nodes that name no engine run as processes of this machine: {Reason} With --docker none this is not looked at")]
    private partial void LogNotUsed(string reason);

    [LoggerMessage(2143, LogLevel.Warning, "The Docker Engine at {Address} is given to no node: {Count} join that name none, and one engine is one node. Name it with --docker NAME=ADDRESS")]
    private partial void LogNotShared(Hosts.Docker.Engine.EngineAddress address, int count);

    [LoggerMessage(2144, LogLevel.Warning, "No node was made of the Docker Engine at {Address}: no VM size with a price has {Total}. Say what it costs with --node NAME=SIZE")]
    private partial void LogNoSize(Hosts.Docker.Engine.EngineAddress address, string total);
}
