using Burst.Control.Applying;
using Burst.Control.Logs;
using Burst.Control.Loop;
using Burst.Control.Nodes;
using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Scheduling.Planning;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;
using Burst.Testing.Ids;
using Burst.Testing.Pricing;
using Burst.Testing.Storage;
using Burst.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Control.Tests;

/// <summary>
/// The real control loop on virtual time, with hosts and a disk that outlive it: it can be crashed and started again. Everything
/// runs on the test's thread, in a reproducible order.
/// </summary>
internal sealed class Ring : IAsyncDisposable
{
    private readonly InMemoryState disk = new();
    private readonly SeededIdSource ids = new();
    private readonly List<FakePodHost> hosts = [];
    private readonly List<Node> nodes = [];
    private CancellationTokenSource stop = new();
    private List<Task> agents = [];
    private Action joinLate = () => { };

    public Ring()
    {
        Clock = new JumpingClock(Time);
        Store = Connect();
    }

    public ManualTimeProvider Time { get; } = new();

    /// <summary>The wall clock of the controller's machine; it may be set while time goes on.</summary>
    public JumpingClock Clock { get; }

    public RemoteStore Store { get; private set; }

    public ControlLoop Loop { get; private set; } = null!;

    /// <summary>Hosts join when <see cref="JoinHosts"/> says so, as a server adds them after its loop runs.</summary>
    public bool HostsJoinLater { get; init; }

    public Task Running { get; private set; } = Task.CompletedTask;

    public ControlLoopOptions Options { get; init; } = new();

    public PlannerOptions PlannerOptions { get; init; } = new();

    public FixedPrices Prices { get; } = new();

    public TimeSpan StoreLatency { get; init; }

    /// <summary>What stands between the loop and each host.</summary>
    public Func<FakePodHost, IPodHost> Between { get; init; } = host => host;

    public ILogArchive Archive { get; init; } = new NoArchive();

    public IReadOnlyList<FakePodHost> Hosts => hosts;

    public FakePodHost AddHost(Node node, TimeProvider? clock = null)
    {
        var host = new FakePodHost(node.Name, clock ?? Time);
        hosts.Add(host);
        nodes.Add(node);
        return host;
    }

    public async Task<Ring> StartAsync()
    {
        stop = new CancellationTokenSource();
        Store = Connect();
        var registry = new HostRegistry();
        List<IPodHost> driven = [.. hosts.Select(Between)];
        var planner = new Planner(PlannerOptions, Prices, registry.FindUnsupported, ids);
        var queue = new WorkQueue(Options.QueueCapacity, resumeInline: true);
        Loop = new ControlLoop(Store, planner, registry, Archive, queue, Options, new ControlMetrics(), Clock, NullLogger.Instance);
        Inline(() =>
        {
            Running = Loop.RunAsync("test", stop.Token);
            foreach (var node in nodes)
                _ = Loop.MutateAsync((state, now) => NodeRegistration.Register(state, node, Prices, now), _ => true);

            // As in the server, where the nodes on record say which hosts there are: the first steps are made without any.
            if (!HostsJoinLater)
                Join(registry, driven);
        });
        joinLate = () => Join(registry, driven);
        if (Running.IsFaulted)
            await Running;
        return this;
    }

    public void JoinHosts() => Inline(joinLate);

    private void Join(HostRegistry registry, List<IPodHost> driven)
    {
        driven.ForEach(registry.Add);
        var every = new NodeAgentOptions(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        agents = [.. driven.Select(host => Loop.WatchHostAsync(host, every, stop.Token))];
    }

    /// <summary>Ends the controller at whatever await it is at. What was sent goes on without it.</summary>
    public async Task CrashAsync()
    {
        Stop();
        await Running;
        await Task.WhenAll(agents);
    }

    public async Task<Ring> RestartAsync()
    {
        await CrashAsync();
        return await StartAsync();
    }

    public async Task RunAsync(double seconds)
    {
        Inline(() => Time.Advance(TimeSpan.FromSeconds(seconds)));
        if (Running.IsFaulted)
            await Running;
    }

    /// <summary>Runs until the condition holds on the loop's state, checked every tenth of a second of virtual time.</summary>
    public async Task UntilAsync(Func<ClusterState, bool> condition, double withinSeconds = 300)
    {
        for (var left = withinSeconds; left > 0; left -= 0.1)
        {
            if (await ReadAsync(condition))
                return;
            await RunAsync(0.1);
        }

        Assert.Fail($"The condition did not come true within {withinSeconds} s of virtual time.\n{await DescribeAsync()}");
    }

    public Task<T> ReadAsync<T>(Func<ClusterState, T> read)
    {
        Task<T> result = null!;
        Inline(() => result = Loop.ReadAsync(read));
        return Finish(result);
    }

    public Task<IReadOnlyList<Pod>> PodsAsync() => ReadAsync<IReadOnlyList<Pod>>(state => [.. state.Pods]);

    public Task ApplyAsync(params ClusterObject[] objects) => ChangeAsync([.. objects.Select(item => new Change.Put(item))]);

    public Task ChangeAsync(params Change[] changes) => Finish(Mutate(changes));

    /// <summary>Enqueues the change and returns at once.</summary>
    public Task<bool> Mutate(params Change[] changes)
    {
        Task<bool> result = null!;
        Inline(() => result = Loop.MutateAsync((_, _) => new StateCommit { Changes = changes }, _ => true));
        return result;
    }

    /// <summary>Enqueues the change and returns at once.</summary>
    public Task<T> Mutate<T>(Func<ClusterState, StateCommit> decide, Func<ClusterState, T> read)
    {
        Task<T> result = null!;
        Inline(() => result = Loop.MutateAsync((state, _) => decide(state), read));
        return result;
    }

    public async Task DeleteAsync(ObjectKey key)
    {
        Task<bool> result = null!;
        Inline(() => result = Loop.MutateAsync(
            (state, now) =>
            {
                var item = state.Find(key)!;
                return new StateCommit { Changes = [new Change.Put(item with { Metadata = item.Metadata with { DeletionRequestedAt = now } })] };
            },
            _ => true));
        await Finish(result);
    }

    public Task<StoredState> DurableAsync() => Store.Inner.LoadAsync(CancellationToken.None);

    public Task<IReadOnlyList<UsageRecord>> LedgerAsync() => Store.Inner.ReadUsageAsync(A.Start.AddHours(-1), CancellationToken.None);

    public Task<IReadOnlyList<ClusterEvent>> EventsAsync() => Store.Inner.ReadEventsAsync(new EventQuery(Limit: 5000), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Stop();
        await Task.WhenAny(Running);
        await Task.WhenAll(agents);
        stop.Dispose();
    }

    /// <summary>A host that hangs all the same is given its grace, in virtual time: waiting for it otherwise would be for ever.</summary>
    private void Stop()
    {
        Inline(stop.Cancel);
        if (!Running.IsCompleted || !Task.WhenAll(agents).IsCompleted)
            Inline(() => Time.Advance(Options.StopGrace));
    }

    private RemoteStore Connect() => new(new InMemoryStateStore(disk), Time) { Latency = StoreLatency };

    private async Task<T> Finish<T>(Task<T> result)
    {
        for (var i = 0; i < 100 && !result.IsCompleted; i++)
            await RunAsync(0.05);
        Assert.True(result.IsCompleted, "The loop did not answer within 5 s of virtual time.");
        return await result;
    }

    private async Task<string> DescribeAsync()
    {
        var pods = await PodsAsync();
        return string.Join('\n', pods.Take(20).Select(pod =>
            $"{pod.Key} {pod.Phase} {pod.HostState} on {pod.Placement?.Node} attempts {pod.HostAttempts} {pod.Reason}: {pod.Message}"));
    }

    /// <summary>Without the test framework's context, continuations run where they are completed: on this thread, in order.</summary>
    private static void Inline(Action action)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
