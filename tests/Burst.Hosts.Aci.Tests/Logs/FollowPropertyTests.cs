using Burst.Core.Hosts;
using Burst.Hosts.Aci.Logs;

namespace Burst.Hosts.Aci.Tests.Logs;

/// <summary>A follower over every kind of window that ACI keeps of a log.</summary>
public sealed class FollowPropertyTests
{
    /// <summary>
    /// A container writes in bursts, is restarted (which begins its log anew) and at last ends, upon which its log shrinks to 16 KB. Between
    /// two reads it writes no more than the window holds, and it is read once after each run: then no line is lost and none given twice.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Follow_OfALogThatGrowsShrinksAndBeginsAnew_GivesEachLineOnce(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var window = random.Next(400, 4000);
            var written = new List<string>();
            var run = new List<string>();
            var reader = new LogReader(new LogQuery(Follow: true));
            var given = new List<string>();
            for (var look = 0; look < 40; look++)
            {
                if (random.Next(8) == 0)
                    run.Clear();
                Write(random, written, run, window / 2);
                given.AddRange(reader.Take(Last(run, window), isLast: false).Select(line => line.Text));
                if (random.Next(4) == 0)
                    given.AddRange(reader.Take(Last(run, window), isLast: false).Select(line => line.Text));
            }

            Write(random, written, run, window / 4);
            given.AddRange(reader.Take(Last(run, window / 2), isLast: true).Select(line => line.Text));
            Assert.Equal(written, given);
        }
    }

    private static void Write(Random random, List<string> written, List<string> run, int bytesMax)
    {
        for (var bytes = random.Next(bytesMax); ;)
        {
            // Programs repeat themselves; the times of lines tell them apart.
            var text = random.Next(3) == 0 ? "same" : new string((char)('a' + random.Next(26)), random.Next(60));
            var line = $"2026-03-01T{written.Count / 3600 % 24:D2}:{written.Count / 60 % 60:D2}:{written.Count % 60:D2}.{random.Next(1_000_000):D6}Z {text}\n";
            bytes -= line.Length;
            if (bytes < 0 && run.Count > 0)
                return;
            written.Add(text);
            run.Add(line);
        }
    }

    /// <summary>The last whole lines that fit.</summary>
    private static string Last(List<string> run, int bytes)
    {
        var from = run.Count;
        while (from > 0 && (bytes -= run[from - 1].Length) >= 0)
            from--;
        return string.Concat(run.Skip(from));
    }
}
