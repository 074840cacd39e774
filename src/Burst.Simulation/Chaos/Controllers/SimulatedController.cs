using System.Collections.Immutable;
using Burst.Api;
using Burst.Api.Kinds;
using Burst.Control;
using Burst.Control.Applying;
using Burst.Control.Logs;
using Burst.Control.Loop;
using Burst.Control.Nodes;
using Burst.Core.Hosts;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pricing;
using Burst.Core.Storage;
using Burst.Scheduling.Planning;
using Burst.Simulation.Chaos.Kernel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Simulation.Chaos.Controllers;

/// <summary>
/// The control plane of one simulated process: the real loop, planner, applier, hosts and API handlers, put together as the server
/// puts them together.
/// </summary>
internal sealed class SimulatedController
{
    private readonly SimulatedProcess process;
    private readonly ControllerSettings settings;
    private readonly IStateStore store;
    private readonly IPriceCatalog prices;
    private readonly SeededIds ids;
    private readonly HostRegistry hosts = new();
    private readonly ILogArchive archive;
    private readonly ControlLoop loop;
    private ApiHandlers? handlers;

    public SimulatedController(
        SimulatedProcess process, ControllerSettings settings, IStateStore store, ILogArchive archive, IPriceCatalog prices, ControlMetrics metrics,
        SeededRandom random)
    {
        (this.process, this.settings, this.store, this.archive, this.prices) = (process, settings, store, archive, prices);
        ids = new SeededIds(random);
        var planner = new Planner(settings.Planner, prices, hosts.FindUnsupported, ids);
        var queue = new WorkQueue(settings.Loop.QueueCapacity, resumeInline: true);
        loop = new ControlLoop(store, planner, hosts, archive, queue, settings.Loop, metrics, process, NullLogger.Instance);
    }

    public SimulatedProcess Process => process;

    /// <summary>Null while the control plane starts and cannot answer yet.</summary>
    public ApiHandlers? Api => handlers;

    public LoopHealth Health => loop.Health;

    /// <summary>Runs until it fails; the process ends with it.</summary>
    public async Task RunAsync(Func<SimulatedProcess, string, Node, IPodHost> createHost)
    {
        var running = loop.RunAsync($"process-{process.Number}", CancellationToken.None);
        var starting = StartAsync((owner, node) => createHost(process, owner, node));
        var first = await Task.WhenAny(running, starting).ConfigureAwait(false);
        if (first == starting && !starting.IsCanceled)
            await starting.ConfigureAwait(false);

        // What ends the loop cancels the start; the loop's reason is the one to tell.
        await running.ConfigureAwait(false);
    }

    private async Task StartAsync(Func<string, Node, IPodHost> createHost)
    {
        var owner = await loop.MutateAsync(EnsureDefaults, state => state.FindSetting(ClusterSettings.ClusterId)!).ConfigureAwait(false);
        foreach (var node in settings.Nodes)
        {
            var identified = node with
            {
                Metadata = node.Metadata with { Uid = ids.NextId().ToString("D"), Labels = NodeLabels.Of(node) },
            };
            await loop.MutateAsync((state, now) => NodeRegistration.Register(state, identified, prices, now), _ => true).ConfigureAwait(false);
        }

        foreach (var node in await loop.ReadAsync(state => state.Nodes.ToImmutableArray()).ConfigureAwait(false))
        {
            var host = createHost(owner, node);
            hosts.Add(host);
            var interval = node.NodeKind == NodeKind.Vm ? settings.VmInterval : settings.AciInterval;
            _ = loop.WatchHostAsync(host, new NodeAgentOptions(interval, settings.AnswerTimeout), CancellationToken.None);
        }

        handlers = new ApiHandlers(loop, store, hosts, archive, prices, ids, process, new ApiOptions());
    }

    private StateCommit EnsureDefaults(Core.State.ClusterState state, DateTimeOffset now)
    {
        if (state.FindSetting(ClusterSettings.ClusterId) is not null)
            return new StateCommit();
        var metadata = new ObjectMeta { Name = Namespace.Default, CreatedAt = now, Generation = 1 };
        return new StateCommit
        {
            Changes =
            [
                new Change.PutSetting(ClusterSettings.ClusterId, ids.NextId().ToString("D")),
                new Change.Put(new Namespace { Metadata = metadata }),
            ],
        };
    }
}
