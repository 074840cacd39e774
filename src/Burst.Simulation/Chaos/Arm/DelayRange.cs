namespace Burst.Simulation.Chaos.Arm;

/// <summary>How long something takes: drawn anew each time, both ends included.</summary>
internal readonly record struct DelayRange(TimeSpan From, TimeSpan To)
{
    public static DelayRange Seconds(double from, double to) => new(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to));

    public TimeSpan Draw(SeededRandom random) => random.Between(From, To);
}
