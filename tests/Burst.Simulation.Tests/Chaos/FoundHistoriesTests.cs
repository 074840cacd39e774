using Burst.Simulation.Chaos;

namespace Burst.Simulation.Tests.Chaos;

/// <summary>Histories that have broken a promise: each was a defect, and stays mended.</summary>
public sealed class FoundHistoriesTests
{
    [Theory]
    [InlineData(28, 2)] // A pod gone while the clock was set back was not missed until the clock had caught up.
    [InlineData(144, 2)] // The judge counted a group at the price of now that was placed at a dearer one.
    [InlineData(170, 2)] // As 28, with a job that waits for the place the missing pod holds.
    [InlineData(269, 2)] // A price fell, and nobody looked again at what waited for the cap.
    [InlineData(515, 2)] // As 144.
    [InlineData(893, 2)] // As 28, with three workloads behind it.
    [InlineData(1136, 2)] // As 1151, on Spot.
    [InlineData(1151, 2)] // An end seen once, a little before the last sight by a clock set back, was taken for old news for ever.
    public void History_BreaksNoPromise(ulong seed, double hours)
    {
        var result = ChaosRun.Run(seed, TimeSpan.FromHours(hours), reader: null, CancellationToken.None);

        Assert.Empty(result.Violations);
    }
}
