namespace Burst.Emulator.Tests;

public sealed class LatencyTests
{
    [Theory]
    [InlineData("2s", 2000, 2000, LatencyShape.Uniform)]
    [InlineData("300ms..1.5s", 300, 1500, LatencyShape.Uniform)]
    [InlineData("3s~2m", 3000, 120_000, LatencyShape.HeavyTail)]
    public void Parse_OfALatency_ReadsBoundsAndShape(string text, int min, int max, LatencyShape shape) =>
        Assert.Equal(new Latency(TimeSpan.FromMilliseconds(min), TimeSpan.FromMilliseconds(max), shape), Latency.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("1s..2s..3s")]
    [InlineData("-1s")]
    [InlineData("1h")]
    public void Parse_OfSomethingElse_SaysHowToWriteIt(string text) =>
        Assert.Contains($"'{text}' is not a latency; write 2s, 300ms..2s", Assert.Throws<FormatException>(() => Latency.Parse(text)).Message);

    [Fact]
    public void At_OfAHeavyTail_HasMostNearTheMinimumAndAFewFarOut()
    {
        var pull = ProvisioningProfile.Azure.Pull;
        Assert.Equal((pull.Min, pull.Max), (pull.At(0), pull.At(1)));
        Assert.InRange(pull.At(0.5).TotalSeconds, 4.5, 5.5);
        Assert.InRange(pull.At(0.95).TotalSeconds, 14, 17);
        Assert.InRange(pull.At(0.99).TotalSeconds, 28, 36);
        Assert.Equal(5.5, Latency.Parse("3s..8s").At(0.5).TotalSeconds);
    }
}
