using Burst.Manifests.Durations;

namespace Burst.Manifests.Tests.Durations;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("5s", 5_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1h0m0s", 3_600_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData(".5s", 500)]
    [InlineData("500ms", 500)]
    [InlineData("2h45m", 9_900_000)]
    [InlineData("1000us", 1)]
    [InlineData("1000µs", 1)]
    [InlineData("1000000ns", 1)]
    public void TryParse_GoDurations_AreRead(string text, long milliseconds)
    {
        Assert.True(GoDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5sec")]
    [InlineData("1d")]
    [InlineData("s")]
    [InlineData("9000h")]
    [InlineData("99999999999999999999999999999999999999h")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(GoDuration.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(500, "500ms")]
    [InlineData(5_000, "5s")]
    [InlineData(1_500, "1.5s")]
    [InlineData(90_000, "1m30s")]
    [InlineData(3_600_000, "1h")]
    [InlineData(3_601_000, "1h1s")]
    public void Format_Durations_AreShort(long milliseconds, string text) =>
        Assert.Equal(text, GoDuration.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Format_AnyDuration_IsReadBackExactly()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var duration = TimeSpan.FromTicks(random.NextInt64(0, 1L << random.Next(1, 48)));
            Assert.True(GoDuration.TryParse(GoDuration.Format(duration), out var back), GoDuration.Format(duration));
            Assert.Equal(duration, back);
        }
    }
}
