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
}
