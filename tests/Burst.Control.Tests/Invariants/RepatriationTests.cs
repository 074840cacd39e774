using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Units;
using Burst.Core.Workloads;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Invariants;

/// <summary>
/// A service of three has spilled a pod, and its VM gets room: whatever becomes of the control plane meanwhile, three of its pods run all the
/// time, at most four exist, and in the end all three are on the VM.
/// </summary>
public sealed class RepatriationTests : IAsyncDisposable
{
    private static readonly TimeSpan StartsAfter = TimeSpan.FromSeconds(8);

    private readonly Ring ring = new() { StoreLatency = TimeSpan.FromMilliseconds(40) };
    private readonly FakePodHost vm;
    private readonly FakePodHost aci;
    private readonly SortedDictionary<PodUid, DateTimeOffset> runsFrom = [];

    public RepatriationTests()
    {
        vm = ring.AddHost(A.VmNode(cpuMillis: 4000));
        aci = ring.AddHost(A.VirtualNode());
        foreach (var host in ring.Hosts)
        {
            host.Latency = TimeSpan.FromMilliseconds(300);
            host.Runs = launch => Enter(launch.Uid);
        }
    }

    public ValueTask DisposeAsync() => ring.DisposeAsync();

    [Fact]
    public async Task SpilledPod_ComesBack_AndIsEndedOnlyOnceTheOtherIsReady()
    {
        await SpillAsync();
        await WatchAsync(60);

        await AssertBackAsync();
        var events = (await ring.EventsAsync()).Select(item => item.Reason).ToList();
        Assert.Contains("Repatriating", events);
        Assert.Contains("Repatriated", events);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task KilledAtAnyMoment_ThreeRunAllTheTime_AndAllComeBack(double after)
    {
        await SpillAsync();
        await WatchAsync(after);
        await ring.CrashAsync();
        await ring.StartAsync();

        await WatchAsync(60);
        await AssertBackAsync();
    }

    [Fact]
    public async Task KilledAgainAndAgain_ThreeRunAllTheTime_AndAllComeBack()
    {
        await SpillAsync();
        for (var crash = 0; crash < 25; crash++)
        {
            await WatchAsync(0.7 + (crash * 0.1));
            await ring.RestartAsync();
        }

        await WatchAsync(60);
        await AssertBackAsync();
    }

    [Fact]
    public async Task CreateThatIsRefused_IsTakenBack_AndTriedAgain()
    {
        await SpillAsync();
        vm.NextCreates(CreateFate.InsufficientCapacity());

        await ring.UntilAsync(state => state.ReliefCount == 1);
        await ring.UntilAsync(state => state.ReliefCount == 0);
        Assert.Single(aci.Pods);
        await WatchAsync(90);
        await AssertBackAsync();
    }

    [Fact]
    public async Task CreateThatIsRejected_TheSpilledPodStays_AndItIsTriedAgain()
    {
        await SpillAsync();
        vm.NextCreates(CreateFate.Rejected());

        await WatchAsync(90);
        await AssertBackAsync();
    }

    [Fact]
    public async Task NeverReady_IsTakenBackByTheDeadline_AndTheSpilledPodGoesOn()
    {
        await SpillAsync();
        vm.Runs = launch => new PodRun(TimeSpan.FromDays(1), null, 0);
        await ring.UntilAsync(state => state.ReliefCount == 1);
        var relief = await ring.ReadAsync(state => state.Pods.Single(pod => pod.IsRelief).Uid);

        await ring.UntilAsync(state => state.FindPod(relief) is null, withinSeconds: 700);

        Assert.Single(aci.Pods);
        Assert.DoesNotContain(relief, vm.Pods);
    }

    [Fact]
    public async Task TemplateChangesMeanwhile_TheUpdateGoesOn_AndNothingIsLeftOver()
    {
        await SpillAsync();
        await ring.UntilAsync(state => state.ReliefCount == 1);
        await ring.ApplyAsync(await ring.ReadAsync(state => state.Deployments.Single() with { Template = A.Template(A.Spec(cpuMillis: 900), "app=web") }));
        for (var passed = 0.0; passed < 120; passed += 0.5)
        {
            await ring.RunAsync(0.5);
            Assert.True(Running() >= 3, $"{Running()} run {passed} s after the template has changed.");
            Assert.True(vm.Pods.Count + aci.Pods.Count <= 4);
        }

        await AssertBackAsync();
        Assert.All(await ring.PodsAsync(), pod => Assert.Equal(900, pod.Spec.TotalRequests.CpuMillis));
    }

    [Fact]
    public async Task NodeIsLostMeanwhile_TheSpilledPodGoesOn()
    {
        await SpillAsync();
        await ring.UntilAsync(state => state.ReliefCount == 1);
        vm.IsReachable = false;
        await ring.RunAsync(400);

        Assert.True(aci.Pods.Count >= 3);
        vm.IsReachable = true;
        await ring.RunAsync(300);
        await AssertBackAsync();
    }

    public static TheoryData<double> Moments() => new(Enumerable.Range(0, 48).Select(i => i * 0.55));

    /// <summary>Two pods are on the VM and one has spilled; what took its room there is about to end.</summary>
    private async Task SpillAsync()
    {
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod("other", cpuMillis: 2000));
        await ring.RunAsync(5);
        var rolling = new RollingUpdate { MaxSurge = PodShare.Pods(1), MaxUnavailable = PodShare.Pods(0) };
        await ring.ApplyAsync(
            A.Policy(selector: "app=web", afterSeconds: 1) with { RepatriateAfter = TimeSpan.FromSeconds(5) },
            A.Deployment() with { RollingUpdate = rolling });
        await ring.UntilAsync(state => state.Deployments.Single().Rollout.State == RolloutState.Complete && state.LoadOf(NodeName.Parse("aci-eastus")).Pods.Count == 1);
        await ring.DeleteAsync(A.Pod("other").Key);
        await ring.UntilAsync(state => !state.Pods.Any(pod => pod.Metadata.Name == "other"));
    }

    /// <summary>Time passes, and at every moment there are as many as there have to be.</summary>
    private async Task WatchAsync(double seconds)
    {
        for (var passed = 0.0; passed < seconds; passed += 0.1)
        {
            await ring.RunAsync(0.1);
            Assert.True(Running() >= 3, $"{Running()} run.");
            Assert.True(vm.Pods.Count + aci.Pods.Count <= 4, $"{vm.Pods.Count} are on the VM and {aci.Pods.Count} on ACI.");
        }
    }

    private async Task AssertBackAsync()
    {
        Assert.Empty(aci.Pods);
        Assert.Equal(3, vm.Pods.Count);
        Assert.True(await ring.ReadAsync(IsAsDeclared));
    }

    private static bool IsAsDeclared(ClusterState state) => state.Pods.Count(pod => pod.IsActive) == 3 && state.ReliefCount == 0 && state.Deployments.Single().Rollout.State == RolloutState.Complete;

    private int Running() => vm.Pods.Concat(aci.Pods).Count(pod => runsFrom[pod] <= ring.Time.GetUtcNow());

    private PodRun Enter(PodUid pod)
    {
        runsFrom[pod] = ring.Time.GetUtcNow() + StartsAfter;
        return new PodRun(StartsAfter, null, 0);
    }
}
