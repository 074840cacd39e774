using Burst.Api.Kinds;
using Burst.Control.Loop;
using Burst.Control.Nodes;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pricing;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Hosting;

/// <summary>
/// Registers configured nodes beside those on record. The store wins over the configuration; differences are reported.
/// </summary>
internal sealed partial class NodeBootstrap(
    ControlLoop loop, IPriceCatalog prices, IIdSource ids, ServerSettings settings, TimeProvider time, ILogger<NodeBootstrap> logger)
{
    /// <exception cref="ConfigException">A node on record cannot be driven with these settings.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await loop.MutateAsync(EnsureDefaults, _ => true).ConfigureAwait(false);
        await loop.MutateAsync((state, _) => AnnotatedConnection.Move(state), _ => true).ConfigureAwait(false);
        var recorded = await loop.ReadAsync(state => state.Nodes.ToList()).ConfigureAwait(false);
        foreach (var node in await new LocalEngineNode(settings, prices, time, logger).AssignAsync(recorded, cancellationToken).ConfigureAwait(false))
            await RegisterAsync(node).ConfigureAwait(false);
        var nodes = await loop.ReadAsync(state => state.Nodes.ToList()).ConfigureAwait(false);
        if (settings.SpendCapPerHour is null && SpendCapRule.Refusal(nodes) is { } missing)
            throw new ConfigException([missing]);
    }

    private static StateCommit EnsureDefaults(ClusterState state, DateTimeOffset now)
    {
        const string Default = Core.Objects.Namespace.Default;
        if (state.Find<Core.Objects.Namespace>(Core.Ids.ObjectKind.Namespace, "", Default) is not null)
            return new StateCommit();
        var metadata = new Core.Objects.ObjectMeta { Name = Default, CreatedAt = now, Generation = 1 };
        return new StateCommit { Changes = [new Change.Put(new Core.Objects.Namespace { Metadata = metadata })] };
    }

    private async Task RegisterAsync(Node configured)
    {
        var node = Identify(configured);
        var recorded = await loop.MutateAsync(
            (state, now) => NodeRegistration.Register(state, node, prices, now), state => state.FindNode(node.Name)!).ConfigureAwait(false);
        foreach (var difference in NodeRegistration.Differences(recorded, node))
            LogDifference(difference);
    }

    /// <summary>With an identity, and with the labels that readers see, so that node selectors see the same ones.</summary>
    private Node Identify(Node node) => node with
    {
        Metadata = node.Metadata with { Uid = ids.NextId().ToString("D"), Labels = NodeLabels.Of(node) },
    };

    [LoggerMessage(2101, LogLevel.Warning, "Configuration differs: {Difference}")]
    private partial void LogDifference(string difference);
}
