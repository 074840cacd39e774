using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Policies;
using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Users;

/// <summary>A burst policy as the users gave it; it does not change while the world lasts.</summary>
internal sealed record PolicyIntent(
    string Name, BurstMode Mode, TimeSpan After, ImmutableArray<Tier> Tiers, int? MaxPods = null, Money? MaxSpendPerHour = null)
{
    /// <summary>How long machines must have had room before spilled pods of services come back; <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    public TimeSpan RepatriateAfter { get; init; } = BurstPolicy.DefaultRepatriateAfter;
}
