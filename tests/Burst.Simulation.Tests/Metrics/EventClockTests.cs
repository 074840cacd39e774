using Burst.Cost.Prices;
using Burst.Simulation.Engine;
using Burst.Simulation.Metrics;

namespace Burst.Simulation.Tests.Metrics;

public class EventClockTests
{
    [Fact]
    public void SubmitsPlacementsEndsAndRejections_AreEvents()
    {
        var clock = Replayed("a,0,10,1,1024,", "b,5,10,1,1024,", "huge,6,1,64,1024,");

        Assert.Equal(7, clock.Events);
        Assert.Equal(TimeSpan.FromSeconds(6), clock.Elapsed);
        Assert.Empty(clock.Stretches);
    }

    [Fact]
    public void Stretches_StayFew_AndMissNothingBetweenThem()
    {
        var clock = Replayed([.. Enumerable.Range(0, 20_000).Select(i => $"j{i},{i},1,1,1024,")]);

        Assert.Equal(60_000, clock.Events);
        Assert.InRange(clock.Stretches.Count(), 7, EventClock.MarksMax);
        Assert.All(clock.Stretches, stretch => Assert.Equal(stretch.Events, stretch.Elapsed.TotalSeconds));
        Assert.InRange(clock.Stretches.Sum(stretch => stretch.Events), 60_000 - clock.Stretches.First().Events, 60_000);
    }

    private static EventClock Replayed(params string[] rows)
    {
        var clock = new EventClock(new SecondsPerLook());
        new SimulationRun(Replay.Cluster(), PriceBook.BuiltIn, clock).Replay(TraceFile.ReadCsv(rows), null, CancellationToken.None);
        return clock;
    }

    /// <summary>A second passes from each look to the next.</summary>
    private sealed class SecondsPerLook : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => now++;
    }
}
