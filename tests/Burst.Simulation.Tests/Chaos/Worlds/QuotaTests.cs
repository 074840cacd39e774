using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Chaos.Worlds;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.Worlds;

public sealed class QuotaTests
{
    /// <summary>The judge counts room by what a node was said to have: a pod that finds it must not be refused for ever.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(35)]
    public void WhatOthersHaveInARegion_LeavesTheNodesShareWhole(ulong seed)
    {
        var loop = new EventLoop(ChaosWorld.Beginning);
        var clock = new MachineClock();
        using var folder = StateFolder.Create(new Burst.Storage.StateStoreOptions(), new WorldClock(loop, clock));
        using var world = new ChaosWorld(seed, WorldParameters.Draw(seed), loop, clock, folder.Store, reader: null);

        foreach (var region in world.Regions)
        {
            var node = world.Parameters.VirtualNodes.Single(candidate => candidate.Region == region.Options.Region);
            Assert.NotEmpty(region.Groups);
            Assert.Equal(node.Capacity.CpuMillis, region.Options.CoreQuotaMillis - region.RegularCores.InUseMillis);
            Assert.Equal(node.PodsMax, region.Options.GroupQuota - region.Groups.Count);
        }
    }
}
