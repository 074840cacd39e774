using System.Collections.Immutable;

namespace Burst.Simulation.Chaos.Users;

/// <summary>How the users of one world behave; drawn from its seed, so that worlds differ in kind and not only in detail.</summary>
internal sealed record UserScenario
{
    private const int MachinesOutPerMille = 300;

    /// <summary>Between two actions, on average.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>Workloads at the same time, at most.</summary>
    public required int LiveMax { get; init; }

    /// <summary>Of a thousand new jobs, how many fail.</summary>
    public required int FailingPerMille { get; init; }

    /// <summary>Of a thousand new jobs that do not fail for good, how many have pods that do now and then.</summary>
    public required int FlakyPerMille { get; init; }

    /// <summary>Of a thousand workloads, how many have to be on one machine.</summary>
    public required int SelectorPerMille { get; init; }

    /// <summary>How many jobs come at once when many do.</summary>
    public required int BurstMax { get; init; }

    /// <summary>
    /// In some worlds, in which little lives, all machines are taken out for a minute or two, this often on average, and a service is asked for meanwhile:
    /// it goes to container groups, and has room to come back right after it. Null for never.
    /// </summary>
    public TimeSpan? MachinesOutEvery { get; init; }

    /// <summary>How often each action comes relative to the others; some worlds do without some.</summary>
    public required ImmutableSortedDictionary<UserAction, int> Weights { get; init; }

    public static UserScenario Draw(ulong seed, WorldSize size) => size == WorldSize.Small ? Small(seed) : Draw(seed);

    /// <summary>One who does something every few minutes, mostly with jobs that more than fill two small machines.</summary>
    private static UserScenario Small(ulong seed) => Draw(seed) with
    {
        Every = TimeSpan.FromSeconds(240),
        LiveMax = 4,
        MachinesOutEvery = null,
        Weights = Enum.GetValues<UserAction>().ToImmutableSortedDictionary(
            action => action,
            action => action switch { UserAction.CreateJob => 12, UserAction.CreateService or UserAction.Delete => 4, _ => 1 }),
    };

    public static UserScenario Draw(ulong seed)
    {
        var (drawn, roomy) = (DrawFull(seed), SeededRandom.For(seed, "machines out"));
        return roomy.Chance(MachinesOutPerMille)
            ? drawn with { LiveMax = roomy.Between(3, 6), MachinesOutEvery = TimeSpan.FromMinutes(roomy.Between(6, 15)) }
            : drawn;
    }

    /// <summary>One in which machines are mostly full.</summary>
    private static UserScenario DrawFull(ulong seed)
    {
        var random = SeededRandom.For(seed, "user scenario");
        return new UserScenario
        {
            Every = TimeSpan.FromSeconds(random.Pick<int>([10, 20, 40, 60, 120])),
            LiveMax = random.Between(4, 20),
            FailingPerMille = random.Pick<int>([0, 50, 150]),
            FlakyPerMille = SeededRandom.For(seed, "flaky jobs").Pick<int>([0, 100, 400]),
            SelectorPerMille = random.Pick<int>([0, 50, 150]),
            BurstMax = random.Between(2, 8),
            Weights = DrawWeights(random),
        };
    }

    private static ImmutableSortedDictionary<UserAction, int> DrawWeights(SeededRandom random)
    {
        var weights = ImmutableSortedDictionary.CreateBuilder<UserAction, int>();
        foreach (var action in Enum.GetValues<UserAction>())
        {
            var isBasic = action is UserAction.CreateJob or UserAction.CreateService or UserAction.Delete;
            weights[action] = isBasic ? random.Between(6, 20) : random.Pick<int>([0, 1, 4, 8]);
        }

        return weights.ToImmutable();
    }
}
