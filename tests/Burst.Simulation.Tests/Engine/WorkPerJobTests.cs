using Burst.Core.Policies;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Tests.Engine;

/// <summary>The cost of an event does not grow with the length of the trace. It is counted: a clock would say what the machine does.</summary>
public class WorkPerJobTests
{
    private const int JobsOfADay = 1000;

    [Theory]
    [InlineData(BurstMode.Overflow)]
    [InlineData(BurstMode.Never)]
    [InlineData(BurstMode.Prefer)]
    public void EightTimesAsManyJobs_AsMuchWorkForEach(BurstMode policy)
    {
        var options = Replay.Cluster(vmNodes: 4, policy) with { AciCores = 4, CreatesPerHour = 30 };
        var (once, eightfold) = (CountedWork.Of(options, Days(2)), CountedWork.Of(options, Days(16)));

        Assert.InRange(eightfold.Steps / once.Steps, 0.95, 1.05);
        Assert.InRange(eightfold.Decisions / once.Decisions, 0.95, 1.05);
        Assert.InRange(eightfold.Quotes, 0, once.Quotes * 1.05);
        Assert.InRange(eightfold.Bytes / once.Bytes, 0.8, 1.2);
    }

    /// <summary>Every day the same: in its first third more comes than the cluster can do, then it catches up.</summary>
    private static Trace Days(int days) => TraceFile.ReadCsv([.. Enumerable.Range(0, days * JobsOfADay).Select(Job)]);

    private static string Job(int i)
    {
        var (day, ofDay) = Math.DivRem(i, JobsOfADay);
        var at = (day * 86_400) + (ofDay * 28) + (i * 7919 % 28);
        return $"j{i},{at},{60 + (i * 7919 % 360)},{1 + (i % 2)},{512 * (1 + (i % 3))},";
    }
}
