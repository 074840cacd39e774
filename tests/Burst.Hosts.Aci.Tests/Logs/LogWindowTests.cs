using Burst.Hosts.Aci.Logs;

namespace Burst.Hosts.Aci.Tests.Logs;

public sealed class LogWindowTests
{
    [Theory]
    [InlineData(0, 1, true, false)]
    [InlineData(100, 100, true, false)]
    [InlineData(15_000, 10, true, false)]
    [InlineData(16_000, 10, true, true)]
    [InlineData(16_384, 10, true, true)]
    [InlineData(16_384, 10, false, false)]
    [InlineData(20_000, 10, true, false)] // More than the window of an ended container: it was not cut to that.
    [InlineData(3_000, 999, true, false)]
    [InlineData(3_000, 1000, true, true)]
    [InlineData(3_000, 1000, false, false)]
    [InlineData(3_000_000, 10, false, false)]
    [InlineData(4_190_000, 10, false, true)]
    public void FindCut_OfAnAnswerThatNearlyFillsTheWindow_SaysSo(int bytes, int lines, bool hasEnded, bool isCut)
    {
        var content = new string('x', bytes - (bytes == 0 ? 0 : lines)) + new string('\n', bytes == 0 ? 0 : lines);
        Assert.Equal(isCut, LogWindow.FindCut(content, hasEnded) is not null);
        if (bytes > 0 && lines > 1)
            Assert.Equal(isCut, LogWindow.FindCut(content[..^1] + "y", hasEnded) is not null);
    }
}
