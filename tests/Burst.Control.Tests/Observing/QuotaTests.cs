using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Control.Tests.Observing;

public class QuotaTests
{
    [Fact]
    public async Task Capacity_IsWhatTheServiceLeaves_PlusWhatIsOursByTheLedger()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        host.Quota = () => new ServiceQuota(new QuotaUse(4 + host.Pods.Count, 10), new QuotaUse(3000 + (1000 * host.Pods.Count), 8000), null);
        await StartAsync(ring, pods: 9);

        await ring.UntilAsync(state => state.PodsWithHostWork.Any() is false && state.WaitingPodCount == 4);
        Assert.Equal(5, host.Pods.Count);
        Assert.Equal(new VirtualCapacity(5000, 100_000, 6), await ring.ReadAsync(state => state.CapacityOf(state.VirtualNodes.Single())));

        host.Quota = () => new ServiceQuota(new QuotaUse(host.Pods.Count, 10), new QuotaUse(1000 * host.Pods.Count, 8000), null);
        await ring.UntilAsync(_ => host.Pods.Count == 8, withinSeconds: 10);
        await ring.RunAsync(20);
        Assert.Equal(8, host.Pods.Count);
    }

    [Fact]
    public async Task CreatesUnderWay_AreNotTakenForThoseOfOthers()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        host.Latency = TimeSpan.FromSeconds(3);
        host.Quota = () => new ServiceQuota(new QuotaUse(host.Pods.Count, 12), new QuotaUse(1000 * host.Pods.Count, 12_000), null);
        await StartAsync(ring, pods: 12);

        for (var second = 0; second < 30; second++)
        {
            await ring.RunAsync(1);
            Assert.Equal(0, (await QuotaAsync(ring))?.CpuMillis?.Others ?? 0);
        }

        Assert.Equal(12, host.Pods.Count);
    }

    [Fact]
    public async Task GroupsThatAreEnding_AreNotTakenForThoseOfOthers()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        var others = 3;
        host.Quota = () => new ServiceQuota(new QuotaUse(others + host.Pods.Count, 12), new QuotaUse(1000 * (others + host.Pods.Count), 12_000), null);
        await StartAsync(ring, pods: 4);
        await ring.UntilAsync(_ => host.Pods.Count == 4, withinSeconds: 10);
        await ring.RunAsync(3);
        Assert.Equal(3000, (await QuotaAsync(ring))!.CpuMillis!.Value.Others);

        host.DeletingAnswers = int.MaxValue;
        foreach (var pod in await ring.PodsAsync())
            await ring.DeleteAsync(pod.Key);
        others = 0;
        await ring.RunAsync(5);

        Assert.Contains(await ring.PodsAsync(), pod => pod.HostState == HostState.DeleteIntended);
        Assert.Equal((0, 0), ((await QuotaAsync(ring))!.CpuMillis!.Value.Others, (await QuotaAsync(ring))!.Groups!.Value.Others));
    }

    [Fact]
    public async Task QuotasThatCannotBeRead_KeepTheLastOnesKnown_AndSaySo()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        host.Quota = () => new ServiceQuota(null, new QuotaUse(6000, 8000), null);
        await StartAsync(ring, pods: 0);
        await ring.RunAsync(3);
        host.Quota = null;
        host.QuotaProblem = "the credential may not read them";
        await ring.RunAsync(3);

        var quota = (await QuotaAsync(ring))!;
        Assert.Equal((new QuotaShare(8000, 6000), "the credential may not read them"), (quota.CpuMillis, quota.Problem));
        Assert.True(await ring.ReadAsync(state => state.VirtualNodes.Single().IsReady));
        Assert.Single(await ring.EventsAsync(), item => item.Reason == "QuotaUnknown");

        host.QuotaProblem = null;
        host.Quota = () => new ServiceQuota(null, new QuotaUse(0, 20_000), null);
        await ring.RunAsync(3);
        Assert.Null((await QuotaAsync(ring))!.Problem);
        var events = await ring.EventsAsync();
        Assert.Single(events, item => item.Reason == "QuotaKnown");
        Assert.Equal("The service's quotas are 20 cores now; they were 8 cores.", Assert.Single(events, item => item.Reason == "QuotaChanged").Message);
    }

    [Fact]
    public async Task QuotaThatDoesNotChange_IsWrittenOnce()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        host.Quota = () => new ServiceQuota(new QuotaUse(1, 10), new QuotaUse(1000, 8000), new QuotaUse(0, 0));
        await StartAsync(ring, pods: 0);
        await ring.RunAsync(3);
        var version = await ring.ReadAsync(state => state.ResourceVersion);

        await ring.RunAsync(60);
        Assert.Equal(version, await ring.ReadAsync(state => state.ResourceVersion));
    }

    private static async Task StartAsync(Ring ring, int pods)
    {
        await ring.StartAsync();
        await ring.RunAsync(2);
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always), A.Job(completions: Math.Max(1, pods), parallelism: pods));
    }

    private static Task<NodeQuota?> QuotaAsync(Ring ring) => ring.ReadAsync(state => state.VirtualNodes.Single().Quota);
}
