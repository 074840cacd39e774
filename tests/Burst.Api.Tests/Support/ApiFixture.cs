using Burst.Control;
using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Control.Nodes;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Cost.Prices;
using Burst.Scheduling.Planning;
using Burst.Testing.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Api.Tests.Support;

/// <summary>The handlers over a real control loop: one VM node of 2 cores and 8 GiB, one virtual node, the namespace default.</summary>
internal sealed class ApiFixture : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ControlMetrics metrics = new();
    private readonly HostRegistry hosts = new();
    private readonly List<Task> running = [];

    private ApiFixture(ApiOptions options, int queueCapacity, TimeProvider? clock = null)
    {
        Store = new InMemoryStateStore();
        var ids = new RandomIdSource(TimeProvider.System);
        var planner = new Planner(new PlannerOptions(), PriceBook.BuiltIn, hosts.FindUnsupported, ids);
        var quickly = TimeSpan.FromMilliseconds(20);
        var loopOptions = new ControlLoopOptions { StoreRetryInterval = quickly, HoldBackFirst = quickly, HoldBackMax = quickly };
        Loop = new ControlLoop(
            Store, planner, hosts, Archive, new WorkQueue(queueCapacity), loopOptions, metrics, TimeProvider.System, NullLogger.Instance);
        Handlers = new ApiHandlers(Loop, Store, hosts, Archive, PriceBook.BuiltIn, ids, clock ?? TimeProvider.System, options);
        hosts.Add(Vm);
        hosts.Add(Aci);
    }

    public InMemoryStateStore Store { get; }

    public ControlLoop Loop { get; }

    public ApiHandlers Handlers { get; }

    public MemoryLogArchive Archive { get; } = new();

    public FakeHost Vm { get; } = new("vm-1");

    public FakeExecHost Aci { get; } = new("aci-eastus");

    /// <param name="options">Defaults when null.</param>
    /// <param name="observe">False leaves pods as the planner made them: nothing is ever seen running.</param>
    /// <param name="clock">That of the handlers; the machine's when null.</param>
    public static async Task<ApiFixture> StartAsync(ApiOptions? options = null, bool observe = true, TimeProvider? clock = null)
    {
        var fixture = new ApiFixture(options ?? new ApiOptions(), 1000, clock);
        fixture.running.Add(fixture.Loop.RunAsync("test", fixture.stop.Token));
        await fixture.Loop.MutateAsync((state, now) => Seed(now), _ => true);
        foreach (var node in (Node[])[VmNode(), VirtualNode()])
            await fixture.Loop.MutateAsync((state, now) => NodeRegistration.Register(state, node, PriceBook.BuiltIn, now), _ => true);
        var interval = new NodeAgentOptions(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(5));
        if (observe)
            fixture.running.AddRange(((FakeHost[])[fixture.Vm, fixture.Aci]).Select(host => fixture.Loop.WatchHostAsync(host, interval, fixture.stop.Token)));
        return fixture;
    }

    /// <summary>A loop that is not running and takes no work.</summary>
    public static ApiFixture Stuck(int queueCapacity) => new(new ApiOptions(), queueCapacity);

    /// <summary>Waits until the pod is as wanted.</summary>
    public async Task<Pod> UntilAsync(string name, Func<Pod, bool> isSo)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var pod = await Loop.ReadAsync(state => state.Find<Pod>(ObjectKind.Pod, "default", name));
            if (pod is not null && isSo(pod))
                return pod;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        throw new TimeoutException($"Pod {name} did not come to be as wanted.");
    }

    /// <summary>Waits until the state is as wanted.</summary>
    public async Task UntilAsync(Func<Burst.Core.State.ClusterState, bool> isSo)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            if (await Loop.ReadAsync(isSo))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        throw new TimeoutException("The state did not come to be as wanted.");
    }

    /// <summary>Asks until the answer is as wanted.</summary>
    public static async Task<Answer> UntilAsync(Func<Task<Answer>> ask, Func<Answer, bool> isSo)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var answer = await ask();
            if (isSo(answer))
                return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        throw new TimeoutException("The answer did not come to be as wanted.");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(running);
        metrics.Dispose();
        stop.Dispose();
    }

    private static StateCommit Seed(DateTimeOffset now) => new()
    {
        Changes = [new Change.Put(new Namespace { Metadata = new ObjectMeta { Name = "default", Uid = Guid.Empty.ToString(), CreatedAt = now, Generation = 1 } })],
    };

    private static Node VmNode() => new()
    {
        Metadata = new ObjectMeta { Name = "vm-1", Uid = "00000000-0000-0000-0000-00000000000a" },
        NodeKind = NodeKind.Vm,
        Region = "eastus",
        Size = "D2s_v5",
        Tiers = [Tier.Vm],
        Capacity = new Resources(2000, 8192),
        PodsMax = 30,
        Readiness = new NodeReadiness(true, "HostReady", "here", DateTimeOffset.UnixEpoch),
    };

    private static Node VirtualNode() => new()
    {
        Metadata = new ObjectMeta { Name = "aci-eastus", Uid = "00000000-0000-0000-0000-00000000000b" },
        NodeKind = NodeKind.Virtual,
        Region = "eastus",
        Tiers = [Tier.Aci],
        Capacity = new Resources(100_000, 400_000),
        PodsMax = 100,
        Readiness = new NodeReadiness(true, "HostReady", "here", DateTimeOffset.UnixEpoch),
    };
}
