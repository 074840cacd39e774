using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Policies;
using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Users;

/// <summary>A burst policy as the users gave it; it does not change while the world lasts.</summary>
internal sealed record PolicyIntent(
    string Name, BurstMode Mode, TimeSpan After, ImmutableArray<Tier> Tiers, int? MaxPods = null, Money? MaxSpendPerHour = null);
