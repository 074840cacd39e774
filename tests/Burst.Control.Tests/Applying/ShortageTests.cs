using Burst.Core.Hosts;
using Burst.Core.Nodes;
using Burst.Core.Policies;
using Burst.Core.Workloads;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Applying;

public class ShortageTests
{
    [Fact]
    public async Task RegionThatIsFull_IsAskedOnceForAll_AndTheNextOneTakesThemAll()
    {
        await using var ring = new Ring { Options = new() { CallsPerHostMax = 4 } };
        var (full, free) = (ring.AddHost(A.VirtualNode("aci-a")), ring.AddHost(A.VirtualNode("aci-b", "westus2")));
        (full.PodsMax, full.Latency) = (0, TimeSpan.FromSeconds(1));
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always), Job(20));

        await ring.UntilAsync(_ => free.Pods.Count == 20, withinSeconds: 30);
        Assert.Equal(3, full.Calls.Count(call => call.Verb == "create")); // As many as were under way when the first was refused.
        var told = Assert.Single((await ring.EventsAsync()).Where(item => item.Reason == "InsufficientCapacity").Select(item => item.Message).Distinct());
        Assert.Matches(@"^aci-a: 0 of 0 pods; no aci group of 1 CPU / 1 GB or more is asked for in eastus before \d\d:\d\d:\d\dZ$", told);
    }

    [Fact]
    public async Task RegionThatIsFull_IsTriedLessAndLessOften_AcrossARestart_AndNoLongerHeldBackWhenItHasRoom()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        host.PodsMax = 0;
        await ring.StartAsync();
        await ring.RunAsync(2);
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always), Job(1));
        await ring.RunAsync(200);
        await ring.RestartAsync();
        await ring.RunAsync(700);
        var creates = host.Calls.Where(call => call.Verb == "create").Select(call => call.At).ToList();
        Assert.Equal([60, 120, 240, 480], creates.Zip(creates.Skip(1), (one, next) => Math.Round((next - one).TotalSeconds / 20) * 20).Take(4));

        host.PodsMax = 100;
        await ring.ApplyAsync(Job(8, "more"));
        await ring.UntilAsync(_ => host.Pods.Count == 9, withinSeconds: 500);
        Assert.Empty(await ring.ReadAsync(state => state.VirtualNodes.Single().Shortages));
    }

    [Fact]
    public async Task QuotaRefusal_IsForgotten_WhenTheServiceLeavesMore()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        host.Quota = () => new ServiceQuota(null, new QuotaUse(2000, 4000), null);
        host.NextCreates(new CreateFate(TakesEffect: false, new CreateOutcome.InsufficientCapacity("400 ContainerGroupQuotaReached") { IsQuota = true }));
        await ring.StartAsync();
        await ring.RunAsync(2);
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always), Job(1));
        await ring.RunAsync(20);
        Assert.Empty(host.Pods);
        Assert.Single(await ring.ReadAsync(state => state.VirtualNodes.Single().Shortages));

        host.Quota = () => new ServiceQuota(null, new QuotaUse(0, 4000), null);
        await ring.RunAsync(20);
        Assert.Single(host.Pods);
    }

    private static Job Job(int pods, string name = "batch") => A.Job(name, completions: pods, parallelism: pods, labels: "app=batch");
}
