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

    /// <summary>In a small world every kind comes, some two times an hour.</summary>
    private static readonly TimeSpan SmallGapMax = TimeSpan.FromMinutes(50);

    /// <summary>Of the kinds that pass by when little is written or created just then.</summary>
    private static readonly TimeSpan SmallGapMaxOfSeldom = TimeSpan.FromMinutes(8);

    private static readonly FaultKind[] Seldom =
    [
        FaultKind.CommitReplyLost, FaultKind.ArmRepeated, FaultKind.ArmErrorAfterEffect, FaultKind.ArmStaleRead, FaultKind.ArmCapacityRefused,
        FaultKind.ArmQuotaRefused, FaultKind.ArmFailedButLive, FaultKind.ImagePullFailed, FaultKind.SpotEvicted, FaultKind.PodRemovedByHand,
    ];

    /// <inheritdoc cref="Draw(ulong, TimeSpan)"/>
    public static IReadOnlyList<Fault> Draw(ulong seed, TimeSpan until, WorldSize size) =>
        size == WorldSize.Small
            ? InOrder(FaultHabit.All.SelectMany(habit => DrawSmall(seed, habit, until)).Concat(Evening.Draw(seed, until)))
            : Draw(seed, until);

    /// <param name="until">From here on, since the beginning of the world, only those of the evening begin.</param>
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
            drawn.AddRange(DrawAll(habit, random.Between(GapMin * 2, GapMax), until, random));
        }

        return InOrder(drawn.Concat(Evening.Draw(seed, until)));
    }

    private static IEnumerable<Fault> DrawSmall(ulong seed, FaultHabit habit, TimeSpan until) => DrawAll(
        habit, Seldom.Contains(habit.Kind) ? SmallGapMaxOfSeldom : SmallGapMax, until, SeededRandom.For(seed, $"faults {habit.Kind}"));

    private static IEnumerable<Fault> DrawAll(FaultHabit habit, TimeSpan gapMax, TimeSpan until, SeededRandom random)
    {
        for (var at = random.Between(TimeSpan.Zero, gapMax); at < until; at += random.Between(GapMin, gapMax))
            yield return Draw(habit, at, random);
    }

    private static IReadOnlyList<Fault> InOrder(IEnumerable<Fault> drawn) =>
        [.. drawn.OrderBy(fault => fault.At).ThenBy(fault => fault.Kind).Select((fault, index) => fault with { Id = index + 1 })];

    private static Fault Draw(FaultHabit habit, TimeSpan at, SeededRandom random) => new(
        0, habit.Kind, at,
        habit.LastsMax == TimeSpan.Zero ? TimeSpan.Zero : random.Between(habit.LastsMin, habit.LastsMax),
        random.Between(habit.PerMilleMin, habit.PerMilleMax));
}
