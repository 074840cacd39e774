using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Burst.Api;
using Burst.Api.Kinds;
using Burst.Control;
using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Control.Nodes;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Units;

using Burst.Emulator;
using Burst.Hosts.Aci;
using Burst.Scheduling.Planning;
using Burst.Server.Logs;
using Burst.Storage;
using Burst.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>
/// The control plane of one process: the parts of `burst up` put together as it does, on a transport and a store that die with it.
/// </summary>
internal sealed class BurstProcess : IAsyncDisposable
{
    private static readonly NodeName VirtualNode = NodeName.Parse("aci");
    private static readonly TimeSpan AciInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ControlMetrics _metrics = new();
    private readonly KillSwitch _life = new();
    private readonly MortalStore _store;
    private readonly ControlLoop _loop;
    private readonly ApiHandlers _api;
    private readonly Azure.Core.Pipeline.HttpClientTransport _transport;
    private readonly Task _running;
    private Task _watching = Task.CompletedTask;

    private BurstProcess(SqliteStateStore store, string folder, EmulatorServer emulator, Sightings sightings, ManualTimeProvider time, InFlight inFlight)
    {
        _store = new MortalStore(store, _life, inFlight);
        _transport = AciTransport.PinnedTo(emulator.CertificatePem);
        var ids = new RandomIdSource(TimeProvider.System);
        var hosts = new HostRegistry();
        var archive = new FileLogArchive(Path.Combine(folder, "logs"));
        var options = new ControlLoopOptions();
        var planner = new Planner(new PlannerOptions(), MatrixPrices.Book, hosts.FindUnsupported, ids);
        _loop = new ControlLoop(
            _store, planner, hosts, archive, new WorkQueue(options.QueueCapacity), options, _metrics, time, NullLogger<ControlLoop>.Instance);
        _api = new ApiHandlers(_loop, _store, hosts, archive, MatrixPrices.Book, ids, time, new ApiOptions());
        var host = new AciPodHost(
            new AciPodHostOptions
            {
                Node = VirtualNode,
                Endpoint = emulator.Endpoint,
                Audience = emulator.Endpoint.AbsoluteUri,
                SubscriptionId = MatrixWorld.Subscription,
                ResourceGroup = MatrixWorld.ResourceGroup,
                Region = MatrixWorld.Region,
                OwnerId = MatrixWorld.Owner,
            },
            new AnyToken(), new MortalTransport(_transport, _life, sightings, inFlight), time, ids, NullLogger<AciPodHost>.Instance);
        hosts.Add(host);
        _running = _loop.RunAsync("matrix", _stopping.Token);
        Host = host;
    }

    private AciPodHost Host { get; }

    /// <summary>Completes when the process has died.</summary>
    public Task Dead => _life.Dead;

    public static async Task<BurstProcess> StartAsync(
        string folder, EmulatorServer emulator, ImmutableArray<Tier> tiers, Sightings sightings, ManualTimeProvider time, InFlight inFlight)
    {
        var store = await inFlight.RunAsync(() => SqliteStateStore.OpenAsync(
            folder, new StateStoreOptions(), time, NullLogger<SqliteStateStore>.Instance, CancellationToken.None));
        var process = new BurstProcess(store, folder, emulator, sightings, time, inFlight);
        var node = NewNode(tiers);
        await process._loop.MutateAsync((state, now) => EnsureDefaults(state, node, now), _ => true);
        process._watching = process._loop.WatchHostAsync(process.Host, new NodeAgentOptions(AciInterval, AnswerTimeout), process._stopping.Token);
        return process;
    }

    public void DieAt(Death death) => _life.Arm(death);

    /// <summary>Null when nobody answers any more.</summary>
    public async Task<JsonObject?> SendAsync(string method, string path, string body = "")
    {
        try
        {
            _life.ThrowIfDead();
            var request = new ApiRequest
            {
                Method = method, Path = path, ContentType = "application/yaml", User = "tests", Body = Encoding.UTF8.GetBytes(body),
            };
            var response = await _api.HandleAsync(request, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
            _life.ThrowIfDead();
            return JsonNode.Parse(response.Body.Span) as JsonObject;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public Task<IReadOnlyList<UsageRecord>> ReadUsageAsync() => _store.ReadUsageAsync(DateTimeOffset.UnixEpoch, CancellationToken.None);

    /// <summary>Ends what is left of it, so that the next process can take the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _store.DisposeAsync();
        _transport.Dispose();
        _metrics.Dispose();
        _stopping.Dispose();
    }

    private static Node NewNode(ImmutableArray<Tier> tiers)
    {
        var node = new Node
        {
            Metadata = new ObjectMeta { Name = VirtualNode.Value, Uid = Guid.NewGuid().ToString("D"), Generation = 1 },
            NodeKind = NodeKind.Virtual,
            Region = MatrixWorld.Region,
            Tiers = tiers,
            Capacity = new Resources(100_000, 800 * 1024),
            PodsMax = 100,
            Readiness = new NodeReadiness(null, "NeverSeen", "The node has not answered yet.", DateTimeOffset.UnixEpoch),
        };
        return node with { Metadata = node.Metadata with { Labels = NodeLabels.Of(node) } };
    }

    private static StateCommit EnsureDefaults(ClusterState state, Node node, DateTimeOffset now) => state.FindNode(node.Name) is not null
        ? new StateCommit()
        : new StateCommit
        {
            Changes =
            [
                new Change.PutSetting(ClusterSettings.ClusterId, MatrixWorld.Owner),
                new Change.Put(new Namespace { Metadata = new ObjectMeta { Name = Namespace.Default, CreatedAt = now, Generation = 1 } }),
                new Change.Put(node with { Metadata = node.Metadata with { CreatedAt = now } }),
            ],
        };
}
