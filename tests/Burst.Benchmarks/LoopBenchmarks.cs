using BenchmarkDotNet.Attributes;
using Burst.Control;
using Burst.Control.Applying;
using Burst.Control.Logs;
using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Cost.Prices;
using Burst.Scheduling.Planning;
using Burst.Simulation.Benchmarks;
using Burst.Simulation.Engine;
using Burst.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Benchmarks;

/// <summary>
/// A step of the whole loop that changes nothing, while hosts have not come after with so many creates: what a burst costs each step until its pods run.
/// </summary>
[MemoryDiagnoser]
public class LoopBenchmarks
{
    private const int Nodes = 5000;
    private const int Pods = 150_000;

    private readonly CancellationTokenSource stop = new();
    private DirectoryInfo folder = null!;
    private SqliteStateStore store = null!;
    private ControlLoop loop = null!;
    private Task running = Task.CompletedTask;

    /// <summary>Of the pods; the others run.</summary>
    [Params(0, 10_000, 50_000)]
    public int ToBeCreated { get; set; }

    [GlobalSetup]
    public async Task StartAsync()
    {
        var cluster = new BenchCluster(ScheduleShape.Basic, Nodes, Pods);
        cluster.Fill(Pods);
        folder = Directory.CreateTempSubdirectory("burst-benchmarks-");
        store = await SqliteStateStore.OpenAsync(folder.FullName, new StateStoreOptions(), TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        var objects = cluster.State.Nodes.Concat<Core.Objects.ClusterObject>(cluster.State.Pods.Select((pod, number) => number < ToBeCreated ? pod : Run(pod)));
        var token = await store.AcquireLeaseAsync("setup", CancellationToken.None);
        await store.CommitAsync(new StateCommit { Changes = [.. objects.Select(item => new Change.Put(item))] }, token, CancellationToken.None);

        var hosts = new HostRegistry();
        foreach (var node in cluster.State.Nodes)
            hosts.Add(new SilentHost(node.Name));
        var options = new ControlLoopOptions { NotReadyAfter = TimeSpan.FromDays(1), HostCallTimeout = TimeSpan.FromDays(1) };
        var planner = new Planner(new PlannerOptions(), PriceBook.BuiltIn, hosts.FindUnsupported, new CountingIds());
        loop = new ControlLoop(
            store, planner, hosts, new NoArchive(), new WorkQueue(options.QueueCapacity), options, new ControlMetrics(), TimeProvider.System, NullLogger.Instance);
        running = loop.RunAsync("benchmarks", stop.Token);
        await StepAsync();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running;
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Benchmark]
    public Task<int> StepAsync() => loop.ReadAsync(static state => state.Pods.Count);

    private static Pod Run(Pod pod) => pod with { HostState = HostState.Created, Phase = PodPhase.Running, StartedAt = pod.HostStateSince };

    /// <summary>Answers nothing until it is given up.</summary>
    private sealed class SilentHost(NodeName node) : IPodHost
    {
        public NodeName Node => node;

        public Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken) => WaitAsync<CreateOutcome>(cancellationToken);

        public Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken) => WaitAsync<DeleteOutcome>(cancellationToken);

        public Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken) => WaitAsync<IReadOnlyList<PodObservation>>(cancellationToken);

        public Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken) => WaitAsync<HostHeartbeat>(cancellationToken);

        public string? FindUnsupported(PodSpec spec) => null;

        private static async Task<T> WaitAsync<T>(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private sealed class NoArchive : ILogArchive
    {
        public bool Has(PodUid pod, string container) => true;

        public Task SaveAsync(PodUid pod, string container, IAsyncEnumerable<LogLine> lines, CancellationToken cancellationToken) => Task.CompletedTask;

        public IAsyncEnumerable<LogLine> ReadAsync(PodUid pod, string container, LogQuery query, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<LogLine>();
    }
}
