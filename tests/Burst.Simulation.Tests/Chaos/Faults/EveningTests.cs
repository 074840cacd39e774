using Burst.Control.Loop;
using Burst.Simulation.Chaos;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;

namespace Burst.Simulation.Tests.Chaos.Faults;

public sealed class EveningTests
{
    private static readonly TimeSpan From = TimeSpan.FromHours(2);

    [Theory]
    [InlineData(WorldSize.Drawn)]
    [InlineData(WorldSize.Small)]
    public void AnySeed_AfterTheBusyHoursTheDiskIsFullForSeconds_AndThenEndsTakeLong(WorldSize size)
    {
        for (ulong seed = 1; seed <= 30; seed++)
        {
            var evening = FaultSchedule.Draw(seed, From, size).Where(fault => fault.At >= From).ToList();

            Assert.True(evening.Count > 5, $"{evening.Count} faults of seed {seed}");
            Assert.All(evening[..^1], fault => Assert.Equal(FaultKind.DiskFull, fault.Kind));
            Assert.Contains(evening[^1].Kind, new[] { FaultKind.ArmDeleteForgotten, FaultKind.VmCutOff });
            Assert.True(evening[^2].At + evening[^2].Lasts < evening[^1].At);
            Assert.Equal(From + Evening.SlowEndsUntil, evening[^1].At + evening[^1].Lasts);
        }
    }

    [Fact]
    public void End_IsCalmForLongerThanTheControlPlaneIsGivenToSeeWhatThereIs()
    {
        Assert.True(Evening.Length - Evening.SlowEndsUntil > new JudgeLimits().SeesWithin + TimeSpan.FromMinutes(1));
        Assert.True(Evening.Length - Evening.MachinesOutFrom - Evening.MachinesOutFor > new JudgeLimits().SeesWithin + TimeSpan.FromMinutes(2));
        Assert.True(Evening.MachinesOutFrom - Evening.SlowEndsUntil > new JudgeLimits().LateWithin);
    }

    /// <summary>A longer failure of the store is taken as standing still, and then all nodes are looked at anew.</summary>
    [Fact]
    public void DiskFull_IsTooShortToBeMadeUpForByStandingStill()
    {
        var windows = Evening.Draw(1, From).Where(fault => fault.Kind == FaultKind.DiskFull);

        Assert.All(windows, fault => Assert.True(fault.Lasts < new ControlLoopOptions().StandstillAfter));
    }
}
