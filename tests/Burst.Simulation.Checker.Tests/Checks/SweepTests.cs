using Burst.Simulation.Checker.Checks;

namespace Burst.Simulation.Checker.Tests.Checks;

public sealed class SweepTests
{
    [Fact]
    public void Ends_LeaveBeforeStartsOfTheSameInstant()
    {
        var log = new List<string>();

        Sweep.Run([0, 10, 5], [10, 20, 10], item => log.Add($"+{item}"), item => log.Add($"-{item}"));

        Assert.Equal("+0 +2 -", string.Join(' ', log)[..7]);
        Assert.Equal("+1", log[^1]);
        Assert.Equal(5, log.Count);
    }

    [Fact]
    public void Empty_TakesNothing()
    {
        var log = new List<string>();

        Sweep.Run([5, 5, 7], [5, 9, 7], item => log.Add($"+{item}"), item => log.Add($"-{item}"));

        Assert.Equal(["+1"], log);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Peak_IsThatOfEveryInstant(int seed)
    {
        var random = new Random(seed);
        var from = Enumerable.Range(0, 200).Select(_ => (long)random.Next(100)).ToArray();
        var to = from.Select(start => start + random.Next(10)).ToArray();
        var (now, peak) = (0, 0);

        Sweep.Run(from, to, _ => peak = Math.Max(peak, ++now), _ => now--);

        Assert.Equal(Enumerable.Range(0, 110).Max(at => from.Where((start, item) => start <= at && at < to[item]).Count()), peak);
    }
}
