using Burst.Core.Units;
using Burst.Simulation.Chaos.CrashPoints;
using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Chaos.Worlds;
using Burst.Storage;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.Worlds;

/// <summary>The whole control plane against Azure's default limits on creates, in virtual time.</summary>
public sealed class DefaultRatesTests : IDisposable
{
    private const string Manifests = """
        apiVersion: burst.dev/v1
        kind: BurstPolicy
        metadata: { name: always }
        spec: { mode: always, after: 0s, tiers: [aci] }
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: many }
        spec:
          completions: 500
          parallelism: 500
          template:
            metadata: { annotations: { burst.dev/policy: always } }
            spec:
              restartPolicy: Never
              containers:
                - name: main
                  image: sim/program
                  command: ["sim", "run", "20000", "0"]
                  resources: { requests: { cpu: "1", memory: 1Gi } }
        """;

    /// <summary>As in the server; what the small scenario has is too short for hundreds of groups that stay.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan GroupExpiry = TimeSpan.FromHours(24);

    private readonly StateFolder _folder;
    private readonly ChaosWorld _world;

    public DefaultRatesTests()
    {
        var loop = new EventLoop(ChaosWorld.Beginning);
        var clock = new MachineClock();
        var parameters = CrashScenario.Parameters();
        var node = parameters.VirtualNodes.Single() with { Capacity = new Resources(1_000_000, 16_000_000), PodsMax = 1000 };
        var controller = parameters.Controller with
        {
            Nodes = [.. parameters.VmNodes, node], AnswerTimeout = AnswerTimeout, GroupExpiry = GroupExpiry,
        };
        _folder = StateFolder.Create(new StateStoreOptions(), new WorldClock(loop, clock));
        _world = new ChaosWorld(
            1,
            parameters with { VirtualNodes = [node], Controller = controller },
            loop, clock, _folder.Store, reader: null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FiveHundredPods_AHundredIn5Minutes_AndThreeHundredInTheHour_NoneRefused(bool restarts)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        _world.Supervisor.Start();
        Run(TimeSpan.FromSeconds(30));
        var applied = _world.Api.SendAsync("POST", "/apis/burst.dev/v1/apply", Manifests);
        Run(TimeSpan.FromSeconds(30));
        var answer = (await applied)!;
        Assert.True(answer.Status == 200, System.Text.Encoding.UTF8.GetString(answer.Body.Span));
        if (restarts)
            _world.Supervisor.Kill(TimeSpan.FromSeconds(5));
        Run(TimeSpan.FromMinutes(4));
        Assert.Equal(100, Created);
        Run(TimeSpan.FromMinutes(5));
        Assert.Equal(200, Created);
        if (restarts)
            _world.Supervisor.Kill(TimeSpan.FromSeconds(5));
        Run(TimeSpan.FromMinutes(5));
        Assert.Equal(300, Created);
        Run(TimeSpan.FromMinutes(44));
        Assert.Equal(300, Created);
        Run(TimeSpan.FromMinutes(15));
        Assert.Equal(500, Created);
        Assert.Equal(0, _world.Regions[0].EarnedThrottles);
    }

    public void Dispose()
    {
        _world.Dispose();
        _folder.Dispose();
    }

    private int Created => _world.Regions[0].Records.Count(record => !record.IsForeign);

    private void Run(TimeSpan length) => _world.Loop.RunUntil(_world.Loop.Now + length, () => false);
}
