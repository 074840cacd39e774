using System.Text;
using Burst.Hosts.Aci.Logs;

namespace Burst.Hosts.Aci.Tests.Logs;

public sealed class LogSpliceTests
{
    /// <summary>A log that grows and forgets at random, cut anywhere: what is taken, put together, is what was written.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Splice_OfAWindowOverAGrowingLog_GivesTheWholeLog(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var log = new StringBuilder();
            var taken = new StringBuilder();
            var splice = new LogSplice();
            var (number, start) = (0, 0);
            for (var read = 0; read < 20; read++)
            {
                var lengthBefore = log.Length;
                for (var lines = random.Next(6); lines > 0; lines--)
                {
                    log.Append($"2026-03-01T11:00:{number / 7 % 60:D2}Z {(random.Next(3) == 0 ? "same" : $"line {number}")}\n");
                    log.Append(number++ % 5 == 0 ? "\n" : "");
                }

                if (lengthBefore == 0)
                    log.Append($"2026-03-01T10:00:00Z first {seed} {round}\n");
                // What is forgotten stays forgotten, and the last 200 characters that were read before are still there.
                start = random.Next(start, Math.Max(start + 1, lengthBefore - 200));
                taken.Append(splice.TakeNew(log.ToString(start, log.Length - start)).Text);
                Assert.Equal(log.ToString(), taken.ToString());
            }
        }
    }

    [Fact]
    public void Splice_OfAnOlderOrAnEmptyAnswer_GivesNothing()
    {
        var splice = new LogSplice();
        splice.TakeNew("a\nb\n");
        Assert.Equal(("", true), splice.TakeNew("a\n"));
        Assert.Equal(("", true), splice.TakeNew(""));
        Assert.Equal(("c\n", true), splice.TakeNew("a\nb\nc\n"));
    }

    [Fact]
    public void Splice_AcrossAGap_GivesAllAndSaysSo()
    {
        var splice = new LogSplice();
        splice.TakeNew("2026 a\n2026 b\n2");
        Assert.Equal(("2026 x\n", false), splice.TakeNew("2026 x\n"));
    }

    [Fact]
    public void Splice_OfAShrunkenLog_GivesNothingTwice()
    {
        var splice = new LogSplice();
        splice.TakeNew("a\nb\nc\n");
        Assert.Equal(("", true), splice.TakeNew("c\n"));
        Assert.Equal(("d\n", true), splice.TakeNew("c\nd\n"));
    }

    [Fact]
    public void Splice_OfALargeLogOfOneRepeatedLine_EndsSoon()
    {
        var splice = new LogSplice();
        var log = string.Concat(Enumerable.Repeat("ab\n", 1_000_000));
        splice.TakeNew("x" + log);
        Assert.Equal(("end\n", true), splice.TakeNew(log + "end\n"));
    }
}
