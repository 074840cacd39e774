using Burst.Core.Pods;
using Burst.Core.Ids;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Applying;

public class DeleteTests
{
    [Fact]
    public async Task Delete_IsRepeatedUntilGone_AndTheUsageEndsThen()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.DeletingAnswers = 3;
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(10);

        await ring.DeleteAsync(A.Pod().Key);
        await ring.UntilAsync(state => state.Pods.Count == 0, 30);

        Assert.Equal(4, host.Calls.Count(call => call.Verb == "delete"));
        Assert.Empty(host.Pods);
        var usage = Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null);
        Assert.Equal(10, (usage.EndedAt!.Value - usage.StartedAt).TotalSeconds);
        Assert.Equal(TimeSpan.Zero, usage.Waited);
    }

    [Fact]
    public async Task Delete_WhileTheCreateIsStillUnknown_EndsWhateverItMade()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.NextCreates(CreateFate.UnknownAfterEffect, CreateFate.UnknownAfterEffect);
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(0.5);

        await ring.DeleteAsync(A.Pod().Key);
        await ring.UntilAsync(state => state.Pods.Count == 0, 30);

        Assert.Empty(host.Pods);
        Assert.DoesNotContain(await ring.LedgerAsync(), record => record.Pod is not null && record.EndedAt is null);
    }

    [Fact]
    public async Task PodComesBackWhileItIsDeleted_ItsUsageStillBeginsWithItsFirstLife()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        host.ListFailures = 1;
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(2);
        var launch = Assert.Single(host.Launches);
        host.DeletingAnswers = 10;
        await ring.DeleteAsync(A.Pod().Key);
        await ring.RunAsync(1);

        host.Vanish(launch.Uid);
        host.Plant(launch);
        await ring.UntilAsync(state => state.Pods.Count == 0, 60);

        var usage = Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null);
        var wasListed = host.Calls.Any(call => call.Verb == "list" && call.At > A.Start.AddSeconds(4));
        Assert.True(wasListed && usage.StartedAt < A.Start.AddSeconds(2), $"{usage.StartedAt:O}");
    }

    [Fact]
    public async Task PodWhoseDeleteIsToBeTriedMuchLater_AndThatTwoListsDoNotShow_IsAskedForAtOnce()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(5);
        var launch = Assert.Single(host.Launches);
        (host.DeletingAnswers, host.DeletingWait) = (int.MaxValue, TimeSpan.FromMinutes(6));
        await ring.DeleteAsync(A.Pod().Key);
        await ring.RunAsync(60);
        Assert.Single(host.Calls, call => call.Verb == "delete");

        host.Vanish(launch.Uid);
        await ring.RunAsync(30);

        Assert.Empty(await ring.PodsAsync());
        Assert.Equal(2, host.Calls.Count(call => call.Verb == "delete"));
    }

    [Fact]
    public async Task Delete_WhileTheCreateIsOnItsWay_WaitsForItThenEndsThePod()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        host.Latency = TimeSpan.FromSeconds(4);
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(0.5);

        await ring.DeleteAsync(A.Pod().Key);
        await ring.UntilAsync(state => state.Pods.Count == 0, 30);

        Assert.Equal(["create", "delete"], host.Calls.Where(call => call.Pod is not null).Select(call => call.Verb));
        Assert.Empty(host.Pods);
    }

    [Fact]
    public async Task FinishedPod_IsRemovedFromItsHost_AndItsUsageEndsWhenItEnded()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.Runs = _ => PodRun.For(3.5);
        await ring.StartAsync();

        await ring.ApplyAsync(A.Pod());
        await ring.UntilAsync(state => state.Pods.Single().HostState == HostState.Gone, 30);

        Assert.Empty(host.Pods);
        Assert.Equal(PodPhase.Succeeded, (await ring.PodsAsync()).Single().Phase);
        var usage = Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null);
        Assert.Equal(3.5, (usage.EndedAt!.Value - usage.StartedAt).TotalSeconds);
    }
}
