using Burst.Cost.Reports;

namespace Burst.Cost.Tests.Reports;

public sealed class WaitStatisticsTests
{
    [Fact]
    public void Of_NoPods_HasNoNumbers() => Assert.Equal(new WaitStatistics(0, null, null, null), WaitStatistics.Of([]));

    [Fact]
    public void Of_OnePod_IsItsWait() =>
        Assert.Equal(new WaitStatistics(1, 1.5m, 1.5m, 1.5m), WaitStatistics.Of([TimeSpan.FromMilliseconds(1500)]));

    [Theory]
    [InlineData(2, 1, 2)]
    [InlineData(3, 2, 3)]
    [InlineData(100, 50, 99)]
    [InlineData(101, 51, 100)]
    [InlineData(200, 100, 198)]
    public void Of_ManyPods_TakesTheNearestRank(int pods, int p50, int p99)
    {
        var waits = Enumerable.Range(1, pods).Reverse().Select(second => TimeSpan.FromSeconds(second));

        Assert.Equal(new WaitStatistics(pods, p50, p99, pods), WaitStatistics.Of(waits));
    }
}
