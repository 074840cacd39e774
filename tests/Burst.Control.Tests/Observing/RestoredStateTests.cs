using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Observing;

/// <summary>After a restore the world is ahead of the state: what it does not know may be the newest work there is.</summary>
public class RestoredStateTests
{
    [Fact]
    public async Task WhatTheRestoredStateDoesNotKnow_IsKeptAndToldOnce_UntilResume()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        await ring.StartAsync();
        await ring.ChangeAsync(new Change.PutSetting(ClusterSettings.RestoredAt, "2026-03-01T00:00:00Z"));
        host.Plant(Launches.Of(A.Spec()));

        await ring.RunAsync(20);

        Assert.Single(host.Pods);
        Assert.DoesNotContain(host.Calls, call => call.Verb is "delete");
        Assert.Empty(await ring.PodsAsync());
        var told = Assert.Single(await ring.EventsAsync(), item => item.Reason == "UnknownPodsKept");
        Assert.Contains("1 pods run here that the restored state does not know", told.Message);

        await ring.ChangeAsync(new Change.PutSetting(ClusterSettings.RestoredAt, null));
        await ring.RunAsync(5);
        Assert.Empty(host.Pods);
    }

    [Fact]
    public async Task PodsTheRestoredStateKnows_AndTheWorldDoesNot_HaveVanished()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(5);
        await ring.ChangeAsync(new Change.PutSetting(ClusterSettings.RestoredAt, "2026-03-01T00:00:00Z"));

        host.Vanish(host.Pods[0]);
        await ring.RunAsync(3);

        var pod = Assert.Single(await ring.PodsAsync());
        Assert.Equal((PodPhase.Failed, "Vanished"), (pod.Phase, pod.Reason));
    }
}
