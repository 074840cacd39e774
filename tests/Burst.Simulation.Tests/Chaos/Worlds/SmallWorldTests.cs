using Burst.Core.Nodes;
using Burst.Simulation.Chaos;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Worlds;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.Worlds;

public sealed class SmallWorldTests
{
    [Fact]
    public void AnySeed_TwoMachinesAndOneRegion()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var world = WorldParameters.Draw(seed, WorldSize.Small);
            Assert.Equal(2, world.VmNodes.Length);
            Assert.Single(world.VirtualNodes);
            Assert.Equal(3, world.Controller.Nodes.Length);
            Assert.Equal(2, world.Controller.Nodes.Count(node => node.NodeKind == NodeKind.Vm));
        }
    }

    [Fact]
    public void LongHistory_EveryKindOfFaultAtLeastOnceAnHour()
    {
        const int Hours = 100;
        var counts = FaultSchedule.Draw(3, TimeSpan.FromHours(Hours), WorldSize.Small).CountBy(fault => fault.Kind).ToDictionary();
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.InRange(counts.GetValueOrDefault(kind), Hours, Hours * 60));
    }

    [Fact]
    public void OneSeed_AnotherHistoryThanInTheDrawnWorldAndTheSameAgain()
    {
        var hashes = new[] { WorldSize.Small, WorldSize.Small, WorldSize.Drawn }
            .Select(size => ChaosRun.Run(5, TimeSpan.FromHours(1), size, reader: null, CancellationToken.None).HistoryHash).ToList();
        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
    }
}
