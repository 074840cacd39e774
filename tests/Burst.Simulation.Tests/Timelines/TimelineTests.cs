using Burst.Cost.Prices;
using Burst.Core.Policies;
using Burst.Simulation.Engine;
using Burst.Simulation.Timelines;

namespace Burst.Simulation.Tests.Timelines;

public class TimelineTests
{
    [Fact]
    public void EachStep_HasItsAveragesAndTheCostToItsEnd()
    {
        var options = Replay.Cluster(policy: BurstMode.Overflow) with { After = TimeSpan.FromSeconds(1), AciStart = TimeSpan.FromSeconds(1) };

        Assert.Equal(
            [
                "0,1,3,2,0,1,0.000026666667,0.00",
                "1,1,3,2,1,0,0.000053333333,0.000012486111",
                "2,1,2.5,2,0.5,0,0.00008,0.000024972222",
                "3,1,2,2,0,0,0.000106666667,0.000024972222",
            ],
            Lines(options, "a,0,3,2,1024,", "b,0,0.5,1,1024,"));
    }

    [Fact]
    public void GroupThatEndsWithTheLastStep_AddsNoStepOfNoLength()
    {
        var options = Replay.Cluster(policy: BurstMode.Always) with { AciStart = TimeSpan.FromSeconds(1) };

        Assert.Equal(["0,1,1,0,1,0,0.000026666667,0.000012486111", "1,1,1,0,1,0,0.000053333333,0.000024972222"], Lines(options, "a,0,1,1,1024,"));
    }

    private static string[] Lines(SimulationOptions options, params string[] rows)
    {
        var recorder = new TimelineRecorder(options, PriceBook.BuiltIn);
        new SimulationRun(options, PriceBook.BuiltIn, recorder).Replay(TraceFile.ReadCsv(rows), null, CancellationToken.None);
        var output = new StringWriter();
        TimelineCsv.Write(recorder, output);
        return output.ToString().TrimEnd('\n').Split('\n')[1..];
    }
}
