using Burst.Hosts.Aci.Arm;

namespace Burst.Hosts.Aci.Tests.Arm;

public sealed class RetryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid RequestId = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Fact]
    public void Delay_GrowsToItsLimitAndIsTheSameEachTime()
    {
        var delays = Enumerable.Range(1, 40).Select(tryNumber => RetryDelay.After(tryNumber, null, RequestId)!.Value).ToList();
        Assert.InRange(delays[0].TotalSeconds, 0.4, 0.6);
        Assert.Equal(delays.Order(), delays);
        Assert.InRange(delays[^1].TotalSeconds, 16, 24);
        Assert.Equal(delays[0], RetryDelay.After(1, null, RequestId));
    }

    [Fact]
    public void Delay_DiffersBetweenRequests()
    {
        var other = Guid.Parse("11111111-d9cb-469f-a165-70867728950e");
        Assert.NotEqual(RetryDelay.After(1, null, other), RetryDelay.After(1, null, RequestId));
    }

    [Theory]
    [InlineData(0, 0.4)]
    [InlineData(10, 10)]
    [InlineData(60, 60)]
    public void Delay_IsNeverShorterThanAskedFor(int seconds, double atLeast) =>
        Assert.True(RetryDelay.After(1, TimeSpan.FromSeconds(seconds), RequestId) >= TimeSpan.FromSeconds(atLeast));

    [Fact]
    public void Delay_ThatIsAskedToBeTooLong_IsNotWaited() => Assert.Null(RetryDelay.After(1, TimeSpan.FromSeconds(61), RequestId));

    [Theory]
    [InlineData("17", 17)]
    [InlineData("0", 0)]
    [InlineData("99999999999", 86400)]
    [InlineData("Sun, 01 Mar 2026 12:00:30 GMT", 30)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void RetryAfter_IsSecondsOrADate(string? header, int? seconds) =>
        Assert.Equal(seconds, (int?)RetryAfter.Parse(header, Now)?.TotalSeconds);
}
