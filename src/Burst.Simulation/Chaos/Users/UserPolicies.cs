using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Policies;
using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Users;

/// <summary>The burst policies of one world. They are given once, so that caps are the same for every group that lives.</summary>
internal static class UserPolicies
{
    private static readonly ImmutableArray<Tier>[] TierOrders = [[Tier.Aci], [Tier.Aci], [Tier.AciSpot, Tier.Aci], [Tier.AciSpot]];

    private static readonly ImmutableArray<TimeSpan> Returns =
        [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), BurstPolicy.DefaultRepatriateAfter, Timeout.InfiniteTimeSpan];

    /// <param name="returns">What spilled pods come back by: drawn apart.</param>
    public static ImmutableArray<PolicyIntent> Draw(SeededRandom random, SeededRandom returns) =>
    [
        new("never", BurstMode.Never, TimeSpan.Zero, [Tier.Aci]),
        Draw(random, "overflow1", BurstMode.Overflow) with { RepatriateAfter = returns.Pick(Returns) },
        Draw(random, "overflow2", BurstMode.Overflow) with { RepatriateAfter = returns.Pick(Returns) },
        Draw(random, "overflow3", BurstMode.Overflow) with { RepatriateAfter = returns.Pick(Returns) },
        Draw(random, "prefer", BurstMode.Prefer),
        Draw(random, "always", BurstMode.Always),
    ];

    private static PolicyIntent Draw(SeededRandom random, string name, BurstMode mode) => new(
        name,
        mode,
        TimeSpan.FromSeconds(random.Between(0, 30)),
        random.Pick(TierOrders),
        random.Chance(500) ? random.Between(2, 20) : null,
        random.Chance(500) ? Money.FromDollars(random.Between(10, 150) / 100m) : null);
}
