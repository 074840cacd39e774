using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Storage;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Applying;

public class UnsentCreateTests
{
    [Fact]
    public async Task PodDeletedBeforeItsCreateWasSent_IsGoneAtOnce_AndCostsNothing()
    {
        await using var ring = new Ring();
        var host = await StartHeldAsync(ring);

        await ring.DeleteAsync(A.Pod().Key);
        await ring.RunAsync(1);

        Assert.DoesNotContain(await ring.PodsAsync(), Named);
        Assert.DoesNotContain(host.Calls, call => call.Pod == A.Pod().Uid);
        var usage = await UsageAsync(ring);
        Assert.Equal(usage.StartedAt, usage.EndedAt);
    }

    [Fact]
    public async Task PodDeletedWhileItWaitsForASlot_NeedsNoCall()
    {
        await using var ring = new Ring { Options = new() { CallsPerHostMax = 1 } };
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        host.Latency = TimeSpan.FromSeconds(8);
        await ring.ApplyAsync(A.Pod("first"));
        await ring.ApplyAsync(A.Pod("second"));

        await ring.DeleteAsync(A.Pod("second").Key);
        await ring.RunAsync(1);

        Assert.Equal("first", Assert.Single(await ring.PodsAsync()).Metadata.Name);
        await ring.RunAsync(60);
        Assert.DoesNotContain(host.Calls, call => call.Pod == A.Pod("second").Uid);
    }

    [Fact]
    public async Task PodDeletedAfterARestart_MayHaveBeenSent_SoItIsDeletedOnItsHost()
    {
        await using var ring = new Ring();
        var host = await StartHeldAsync(ring);
        await ring.RestartAsync();

        await ring.DeleteAsync(A.Pod().Key);
        await ring.RunAsync(5);

        Assert.DoesNotContain(await ring.PodsAsync(), Named);
        Assert.Equal("delete", Assert.Single(host.Calls, call => call.Pod == A.Pod().Uid).Verb);
        Assert.NotNull((await UsageAsync(ring)).EndedAt);
    }

    [Theory]
    [InlineData(CreatePoint.OnItsWay)]
    [InlineData(CreatePoint.InDoubt)]
    [InlineData(CreatePoint.Accepted)]
    public async Task PodWhoseCreateWasSent_IsDeletedOnItsHost(CreatePoint point)
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        host.Latency = point == CreatePoint.OnItsWay ? TimeSpan.FromSeconds(4) : TimeSpan.Zero;
        if (point == CreatePoint.InDoubt)
            host.NextCreates(CreateFate.ThrowsAfterEffect);
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(0.5);

        await ring.DeleteAsync(A.Pod().Key);
        await ring.UntilAsync(state => state.Pods.Count == 0, 60);

        Assert.Contains(host.Calls, call => call.Verb == "delete");
        Assert.Empty(host.Pods);
        Assert.True((await UsageAsync(ring)).EndedAt > (await UsageAsync(ring)).StartedAt);
    }

    [Fact]
    public async Task KilledAtAnyMoment_WhileAnUnsentPodIsDeleted_ItIsGoneInTheEnd()
    {
        for (var step = 0; step < 30; step++)
        {
            await using var ring = new Ring { StoreLatency = TimeSpan.FromMilliseconds(20) };
            var host = await StartHeldAsync(ring);
            var pod = (await ring.PodsAsync()).Single(Named);
            _ = ring.Mutate(new Change.Put(pod with { Metadata = pod.Metadata with { DeletionRequestedAt = A.Start } }));
            await ring.RunAsync(step * 0.003);
            await ring.RestartAsync();
            if ((await ring.PodsAsync()).Any(left => Named(left) && left.Metadata.DeletionRequestedAt is null))
                await ring.DeleteAsync(pod.Key);
            await ring.UntilAsync(state => !state.Pods.Any(Named), 60);

            Assert.Empty(host.Started);
            Assert.NotNull((await UsageAsync(ring)).EndedAt);
        }
    }

    [Fact]
    public async Task PodWhoseSecretIsNoText_LeavesARegionThatTurnsOutFull_AndTheLoopWaits()
    {
        // It is tried again and again, and its create cannot be sent.
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always), Token(Convert.ToBase64String([0xff])), Reader());
        await ring.UntilAsync(state => state.Pods.Single().HostAttempts == 1, 10);
        await ring.RunAsync(1);

        host.PodsMax = 0;
        await ring.ApplyAsync(A.Pod("other", labels: "app=batch"));
        await ring.UntilAsync(state => state.VirtualNodes.Single().Shortages.Any(), 10);
        await ring.RunAsync(1);

        var waiting = (await ring.PodsAsync()).Single(pod => pod.Uid == Reader().Uid);
        Assert.Equal((HostState.None, null, 0, null), (waiting.HostState, waiting.Placement, waiting.HostAttempts, waiting.HostRetryAt));
        Assert.Equal("Unschedulable", waiting.Reason);
        Assert.DoesNotContain(host.Calls, call => call.Pod == Reader().Uid);
        var usage = (await ring.LedgerAsync()).Single(record => record.Pod == Reader().Uid);
        Assert.Equal(usage.StartedAt, usage.EndedAt);

        host.PodsMax = 10;
        await ring.ApplyAsync(Token(Convert.ToBase64String("text"u8)));
        await ring.UntilAsync(_ => host.Pods.Count == 2);
    }

    private static Pod Reader() =>
        A.Pod("reader", labels: "app=batch", spec: A.Spec(envFrom: [new EnvFrom(ObjectKind.Secret, "settings", "", false)]));

    private static Secret Token(string base64)
    {
        var secret = A.Secret("settings", "token=old");
        return secret with { Data = secret.Data.SetItem("token", base64) };
    }

    /// <summary>The pod has its place; its host has asked for no creates, and then the brake is pulled.</summary>
    private static async Task<FakePodHost> StartHeldAsync(Ring ring)
    {
        var host = ring.AddHost(A.VmNode());
        host.NextCreatesOf("other", CreateFate.Throttled(TimeSpan.FromMinutes(5)));
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod("other"));
        await ring.RunAsync(1);
        await ring.ApplyAsync(A.Pod());
        await ring.UntilAsync(state => state.Pods.Single(Named).HostState == HostState.CreateIntended, 5);
        await ring.ChangeAsync(new Change.PutSetting(ClusterSettings.Paused, "true"));
        return host;
    }

    private static bool Named(Pod pod) => pod.Uid == A.Pod().Uid;

    private static async Task<UsageRecord> UsageAsync(Ring ring) => (await ring.LedgerAsync()).Last(record => record.Pod == A.Pod().Uid);

    public enum CreatePoint
    {
        OnItsWay,
        InDoubt,
        Accepted,
    }
}
