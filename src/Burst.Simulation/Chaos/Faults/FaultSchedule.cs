namespace Burst.Simulation.Chaos.Faults;

/// <summary>
/// Draws the faults of a history from its seed. Which kinds come at all, and how densely, is drawn too: a fault that is always
/// there hides what happens without it.
/// </summary>
internal static class FaultSchedule
{
    /// <summary>Of a thousand kinds, how many come in a history: mostly many, now and then few, so that little excuses what happens.</summary>
    private static readonly int[] KindsPerMille = [800, 800, 800, 800, 300];

    private static readonly TimeSpan GapMin = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan GapMax = TimeSpan.FromMinutes(36);

    /// <param name="until">No fault begins after this, since the beginning of the world.</param>
    /// <returns>In order of time.</returns>
    public static IReadOnlyList<Fault> Draw(ulong seed, TimeSpan until)
    {
        var drawn = new List<Fault>();
        var kindsPerMille = SeededRandom.For(seed, "fault kinds").Pick<int>(KindsPerMille);
        foreach (var habit in FaultHabit.All)
        {
            var random = SeededRandom.For(seed, $"faults {habit.Kind}");
            if (!random.Chance(kindsPerMille))
                continue;
            var gapMax = random.Between(GapMin * 2, GapMax);
            for (var at = random.Between(TimeSpan.Zero, gapMax); at < until; at += random.Between(GapMin, gapMax))
                drawn.Add(Draw(habit, at, random));
        }

        return [.. drawn.OrderBy(fault => fault.At).ThenBy(fault => fault.Kind).Select((fault, index) => fault with { Id = index + 1 })];
    }

    private static Fault Draw(FaultHabit habit, TimeSpan at, SeededRandom random) => new(
        0, habit.Kind, at,
        habit.LastsMax == TimeSpan.Zero ? TimeSpan.Zero : random.Between(habit.LastsMin, habit.LastsMax),
        random.Between(habit.PerMilleMin, habit.PerMilleMax));
}
