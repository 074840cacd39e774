using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Tests.Chaos.Kernel;

/// <summary>Time goes on, or it is told that it does not.</summary>
public sealed class EventLoopTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly EventLoop loop = new(Start);
    private readonly List<SimulatedProcess?> told = [];

    public EventLoopTests() => loop.StoodStill += told.Add;

    [Fact]
    public void EventsThatAskForEachOtherAtOneInstant_EndTheWorldThere()
    {
        loop.After(TimeSpan.FromSeconds(5), Again);
        loop.After(TimeSpan.FromSeconds(9), () => Assert.Fail("Time has gone on."));

        loop.RunUntil(Start.AddMinutes(1), () => false);
        loop.RunUntil(Start.AddMinutes(2), () => false);

        Assert.True(loop.HasStoodStill);
        Assert.Equal(Start.AddSeconds(5), loop.Now);
        Assert.Equal(EventLoop.StepsPerInstantMax, loop.EventsRun);
        Assert.Null(Assert.Single(told));

        void Again() => loop.After(TimeSpan.Zero, Again);
    }

    [Fact]
    public void AsManyStepsAsAreAllowed_AtOneInstantAfterTheOther_AreNoStandstill()
    {
        foreach (var second in new[] { 1, 2, 3 })
        {
            for (var i = 0; i < EventLoop.StepsPerInstantMax; i++)
                loop.At(Start.AddSeconds(second), () => { });
        }

        loop.RunUntil(Start.AddMinutes(1), () => false);

        Assert.False(loop.HasStoodStill);
        Assert.Equal(Start.AddMinutes(1), loop.Now);
        Assert.Empty(told);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ProcessThatLooksAtItsClockWithoutEverWaiting_IsEnded_AndSoIsTheWorld(bool atTimestamps)
    {
        var process = new SimulatedProcess(loop, new MachineClock(), 1);
        process.After(TimeSpan.FromSeconds(5), () =>
        {
            while (true)
                _ = atTimestamps ? process.GetTimestamp() : process.GetUtcNow().UtcTicks;
        });

        loop.RunUntil(Start.AddMinutes(1), () => false);

        Assert.True(loop.HasStoodStill);
        Assert.False(process.IsAlive);
        Assert.Equal(Start.AddSeconds(5), loop.Now);
        Assert.Equal([process], told);
    }

    [Fact]
    public void ProcessThatCatchesItsEnd_GetsNothingThatItAwaits_AndTheWorldHasEnded()
    {
        var process = new SimulatedProcess(loop, new MachineClock(), 1);
        var awaited = 0;
        process.After(TimeSpan.Zero, () => _ = GoRoundAsync());

        loop.RunUntil(Start.AddMinutes(1), () => false);

        Assert.True(loop.HasStoodStill);
        Assert.Equal(0, awaited);

        async Task GoRoundAsync()
        {
            while (true)
            {
                try
                {
                    process.GetUtcNow();
                }
                catch (TimeStandsStillException)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), process);
                    awaited++;
                }
            }
        }
    }
}
