namespace Burst.Simulation.Chaos.Faults;

/// <summary>
/// The quiet time after the busy hours of a history, in which little wakes the control plane and little excuses it. While faults of
/// every kind strike, a wake-up that was lost is made up for by the next restart, and a service that is short is short for many
/// reasons; here the disk is full for seconds at a time and nothing else is amiss, then ends take long and nothing else is amiss, and
/// then nothing is amiss, while machines are taken out and given back.
/// </summary>
internal static class Evening
{
    /// <summary>
    /// In the last part nothing is amiss for longer than the control plane is given to see all there is: what it has not seen by its end,
    /// what it has on its books and what it has not renewed has no excuse.
    /// </summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(45);

    /// <summary>Small jobs are handed in from here on, since the evening began, and the disk is full now and then.</summary>
    public static readonly TimeSpan JobsFrom = TimeSpan.FromMinutes(4);

    /// <summary>The last job is handed in by then.</summary>
    public static readonly TimeSpan JobsUntil = TimeSpan.FromMinutes(9);

    /// <summary>
    /// From here on ends take long: every window of the busy hours has passed, and most of the time in which it still explains something.
    /// </summary>
    public static readonly TimeSpan SlowEndsFrom = TimeSpan.FromMinutes(17);

    /// <summary>The end of all faults.</summary>
    public static readonly TimeSpan SlowEndsUntil = TimeSpan.FromMinutes(28);

    /// <summary>When users have pods of their services ended, one of each.</summary>
    public static readonly IReadOnlyList<TimeSpan> RestartsAt = [TimeSpan.FromMinutes(18), TimeSpan.FromMinutes(20)];

    /// <summary>
    /// When all machines are taken out for a while, so that a new service goes to container groups, and comes back. Nothing has excused it for a while
    /// by then, and most of what stands still since a wake-up was lost, which this makes up for, has been found.
    /// </summary>
    public static readonly TimeSpan MachinesOutFrom = TimeSpan.FromMinutes(33);

    /// <summary>For how long: its pods run elsewhere by then, and have done so for a while.</summary>
    public static readonly TimeSpan MachinesOutFor = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan DiskFullMin = TimeSpan.FromSeconds(5);

    /// <summary>Short enough that nodes are not taken for unknown, which would make up for a wake-up that was lost.</summary>
    private static readonly TimeSpan DiskFullMax = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan GapMin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan GapMax = TimeSpan.FromSeconds(60);

    /// <param name="from">The end of the busy hours, since the beginning of the world.</param>
    public static IEnumerable<Fault> Draw(ulong seed, TimeSpan from)
    {
        var random = SeededRandom.For(seed, "evening");
        for (var at = JobsFrom + random.Between(TimeSpan.Zero, GapMax); at < SlowEndsFrom - GapMax;)
        {
            var lasts = random.Between(DiskFullMin, DiskFullMax);
            yield return Certain(FaultKind.DiskFull, from + at, lasts);
            at += lasts + random.Between(GapMin, GapMax);
        }

        yield return Certain(random.Chance(500) ? FaultKind.ArmDeleteForgotten : FaultKind.VmCutOff, from + SlowEndsFrom, SlowEndsUntil - SlowEndsFrom);
    }

    private static Fault Certain(FaultKind kind, TimeSpan at, TimeSpan lasts) => new(0, kind, at, lasts, 1000);
}
