using Burst.Core.Ids;
using Burst.Core.Storage;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Observing;

public class SweepTests
{
    [Fact]
    public async Task WhatNoIntentClaims_IsEnded_AlsoWhenOtherNodesReportInBetween()
    {
        await using var ring = new Ring();
        ring.AddHost(A.VmNode("vm-1"));
        var host = ring.AddHost(A.VmNode("vm-2"));
        ring.AddHost(A.VmNode("vm-3"));
        await ring.StartAsync();
        host.Plant(Launches.Of(A.Pod().Spec));

        await ring.RunAsync(10);

        Assert.Empty(host.Pods);
    }

    [Fact]
    public async Task LeaderThatIsNoneAnyMore_EndsNothingItsSuccessorMadeMeanwhile()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(3);

        await ring.Store.Inner.AcquireLeaseAsync("successor", CancellationToken.None);
        host.Plant(Launches.Of(A.Pod().Spec));

        await Assert.ThrowsAsync<FencedException>(() => ring.RunAsync(10));
        Assert.Single(host.Pods);
    }

    [Fact]
    public async Task OrphanWhoseUsageIsStillOpen_IsEnded_AndItsUsageWithIt()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(10);
        await ring.ChangeAsync(new Change.Remove(A.Pod().Key));
        Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null && record.EndedAt is null);

        await ring.RunAsync(20);

        Assert.Empty(host.Pods);
        var usage = Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null);
        Assert.InRange((usage.EndedAt!.Value - usage.StartedAt).TotalSeconds, 10, 30);
    }

    [Fact]
    public async Task GroupThatNoIntentClaims_IsOnTheBooks_FromItsBeginningToItsEnd()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode("aci-east"));
        await ring.StartAsync();
        await ring.RunAsync(5);
        var launch = Launches.Of(A.Pod().Spec) with { Tier = Tier.AciSpot };
        host.Plant(launch);

        await ring.RunAsync(10);

        Assert.Empty(host.Pods);
        var usage = Assert.Single(await ring.LedgerAsync());
        Assert.Equal((launch.Uid, Tier.AciSpot, launch.Name, true), (usage.Pod, usage.Tier, usage.PodName, usage.IsStray));
        Assert.InRange((usage.EndedAt!.Value - usage.StartedAt).TotalSeconds, 1, 5);
    }
}
