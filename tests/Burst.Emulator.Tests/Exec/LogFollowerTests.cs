using Burst.Emulator.Exec;

namespace Burst.Emulator.Tests.Exec;

public sealed class LogFollowerTests
{
    [Theory]
    [InlineData("", "a\n", "a\n")]
    [InlineData("a\n", "a\nb\n", "b\n")]
    [InlineData("a\nb\n", "a\nb\n", "")]
    [InlineData("a\nb\nc\n", "c\nd\n", "c\nd\n")]
    public void News_OfALogThatGrew_IsWhatItGained(string before, string now, string expected) =>
        Assert.Equal(expected, LogFollower.NewsOf(before, now));

    [Fact]
    public void News_OfALogThatWasCutAtItsStart_IsWhatCameAfterTheKnownPart()
    {
        var lines = Enumerable.Range(0, 100).Select(i => $"line {i}\n").ToArray();
        Assert.Equal(lines[99], LogFollower.NewsOf(string.Concat(lines[..99]), string.Concat(lines[20..])));
    }
}
