using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Observing;

public class NodeReadinessTests
{
    [Fact]
    public async Task SilentNode_IsNotReadyAfterItsTime_AndReadyWhenItAnswers()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(5);
        host.IsReachable = false;

        await ring.RunAsync(35);
        Assert.True(await IsReady(ring, "vm-1"));

        await ring.RunAsync(10);
        Assert.False(await IsReady(ring, "vm-1"));

        host.IsReachable = true;
        await ring.RunAsync(2);
        Assert.True(await IsReady(ring, "vm-1"));
        Assert.Equal(["NodeReady", "NodeNotReady"], (await ring.EventsAsync()).Select(item => item.Reason).Where(reason => reason.StartsWith("Node", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task PodsOfASilentNode_AreNotReady_UntilItSaysHowTheyAre()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Deployment(replicas: 2, cpuMillis: 500));
        await ring.RunAsync(5);
        Assert.Equal(2, await CountReady(ring));
        host.IsReachable = false;
        await ring.RunAsync(50);
        Assert.False(await IsReady(ring, "vm-1"));
        Assert.Equal(0, await CountReady(ring));

        host.IsReachable = true;
        await ring.RunAsync(5);

        Assert.True(await IsReady(ring, "vm-1"));
        Assert.Equal(2, await CountReady(ring));
    }

    [Fact]
    public async Task RollingUpdate_WithANodeThatIsSilent_KeepsWhatStillAnswers()
    {
        await using var ring = new Ring { PlannerOptions = new() { ReplacePodsAfter = TimeSpan.FromMinutes(30) } };
        var silent = ring.AddHost(A.VmNode("vm-1", 2000));
        ring.AddHost(A.VmNode("vm-2", 4000));
        await ring.StartAsync();
        var web = A.Deployment(replicas: 4, cpuMillis: 500) with { RollingUpdate = new RollingUpdate { MaxSurge = PodShare.Pods(0), MaxUnavailable = PodShare.Pods(2) } };
        await ring.ApplyAsync(web);
        await ring.RunAsync(10);
        silent.IsReachable = false;
        await ring.RunAsync(50);
        Assert.Equal(2, await CountReady(ring));

        await ring.ApplyAsync(A.Deployment(replicas: 4, cpuMillis: 600) with { RollingUpdate = web.RollingUpdate, Metadata = web.Metadata with { Generation = 2 } });
        await ring.RunAsync(120);

        Assert.Equal(2, await CountReady(ring));
        Assert.All((await ring.PodsAsync()).Where(PodReadiness.IsReady), pod => Assert.Equal(500, pod.Spec.TotalRequests.CpuMillis));
    }

    private static Task<int> CountReady(Ring ring) => ring.ReadAsync(state => state.Pods.Count(PodReadiness.IsReady));

    [Fact]
    public async Task NodeThatCameBackWhileTheStoreFailed_KeepsItsPods()
    {
        await using var ring = new Ring { PlannerOptions = new() { ReplacePodsAfter = TimeSpan.FromSeconds(60) } };
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Deployment(replicas: 1, cpuMillis: 500));
        await ring.RunAsync(5);
        host.IsReachable = false;
        await ring.RunAsync(50);
        Assert.False(await IsReady(ring, "vm-1"));

        ring.Store.IsDown = true;
        await ring.RunAsync(5);
        host.IsReachable = true;
        await ring.RunAsync(120);
        ring.Store.IsDown = false;
        await ring.RunAsync(10);

        Assert.True(await IsReady(ring, "vm-1"));
        Assert.DoesNotContain(host.Calls, call => call.Verb == "delete");
        Assert.Single(host.Started);
    }

    [Fact]
    public async Task NodeThatFailsToListOnly_IsSilentToo()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        host.ListFailures = int.MaxValue;

        await ring.RunAsync(50);

        Assert.False(await IsReady(ring, "vm-1"));
    }

    [Fact]
    public async Task HostThatHangs_HoldsUpOnlyItself_AndTurnsNotReady()
    {
        await using var ring = new Ring { Options = new() { HostCallTimeout = TimeSpan.FromSeconds(20) } };
        var hanging = ring.AddHost(A.VmNode("vm-1"));
        ring.AddHost(A.VmNode("vm-2"));
        await ring.StartAsync();
        await ring.RunAsync(2);
        hanging.Hangs = true;

        await ring.ApplyAsync(A.Deployment(replicas: 4, cpuMillis: 500));
        await ring.RunAsync(10);
        Assert.Equal(2, (await ring.PodsAsync()).Count(pod => pod.Phase == PodPhase.Running));

        await ring.RunAsync(60);
        Assert.False(await IsReady(ring, "vm-1"));
        Assert.True(await IsReady(ring, "vm-2"));

        hanging.Hangs = false;
        await ring.RunAsync(60);
        Assert.Equal(4, (await ring.PodsAsync()).Count(pod => pod.Phase == PodPhase.Running));
        Assert.Equal(2, hanging.Started.Count);
    }

    [Fact]
    public async Task VirtualNode_NotReady_DuplicatesNothingAndRecovers()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        host.Runs = _ => PodRun.For(900);
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(afterSeconds: 0), A.Job(completions: 5, parallelism: 5));
        await ring.RunAsync(10);
        host.IsReachable = false;

        await ring.RunAsync(600);
        Assert.False(await IsReady(ring, "aci-eastus"));
        Assert.Equal(5, (await ring.PodsAsync()).Count);

        host.IsReachable = true;
        await ring.UntilAsync(state => state.Jobs.Single().Progress.IsFinished, 600);
        Assert.Equal(5, host.Started.Count);
        Assert.Equal((5, 0), await ring.ReadAsync(state => (state.Jobs.Single().Progress.Succeeded, state.Jobs.Single().Progress.Failed)));
    }

    [Fact]
    public async Task VmNode_LostAndBack_EveryPodRunsOnceInTheEnd()
    {
        await using var ring = new Ring();
        var lost = ring.AddHost(A.VmNode("vm-1", 4000));
        var other = ring.AddHost(A.VmNode("vm-2", 4000));
        await ring.StartAsync();
        await ring.ApplyAsync(A.Deployment(replicas: 4));
        await ring.RunAsync(10);
        lost.IsReachable = false;

        await ring.RunAsync(400);
        Assert.Equal((2, 4), (lost.Pods.Count, other.Pods.Count));

        lost.IsReachable = true;
        await ring.RunAsync(10);
        Assert.Equal((0, 4), (lost.Pods.Count, other.Pods.Count));
        Assert.Equal(4, (await ring.PodsAsync()).Count);
    }

    [Fact]
    public async Task LostPod_WhoseCreateWasNeverSettled_IsNotCreatedAnyMore()
    {
        await using var ring = new Ring();
        var lost = ring.AddHost(A.VmNode("vm-1"));
        await ring.StartAsync();
        await ring.RunAsync(2);
        lost.NextCreates([.. Enumerable.Repeat(CreateFate.UnknownBeforeEffect, 1000)]);
        lost.ListFailures = int.MaxValue;
        await ring.ApplyAsync(A.Deployment(replicas: 1));
        await ring.RunAsync(400);
        Assert.True((await ring.PodsAsync()).Single(pod => pod.Placement is not null).IsLost);
        var before = lost.Calls.Count(call => call.Verb == "create");

        await ring.RunAsync(300);
        Assert.Equal(before, lost.Calls.Count(call => call.Verb == "create"));
        Assert.Empty(lost.Pods);
    }

    [Fact]
    public async Task Restart_ANodeThatWasNotReadyBefore_GetsItsTimeBeforeItsPodsAreGivenUp()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode("vm-1"));
        ring.AddHost(A.VmNode("vm-2"));
        await ring.StartAsync();
        await ring.ApplyAsync(A.Deployment(replicas: 1));
        await ring.RunAsync(10);
        var home = ring.Hosts.Single(candidate => candidate.Pods.Count == 1);
        home.IsReachable = false;
        await ring.RunAsync(100);
        await ring.CrashAsync();
        await ring.RunAsync(3600);
        home.IsReachable = true;
        home.Latency = TimeSpan.FromSeconds(2);

        await ring.StartAsync();
        await ring.RunAsync(30);

        Assert.Single(await ring.PodsAsync());
        Assert.Single(ring.Hosts.SelectMany(candidate => candidate.Started));
    }

    private static Task<bool> IsReady(Ring ring, string node) => ring.ReadAsync(state => state.FindNode(NodeName.Parse(node))!.IsReady);
}
