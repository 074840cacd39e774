using System.Collections.Immutable;
using Burst.Core.Ids;

namespace Burst.Cost.Prices;

/// <summary>The only regions in which a tier can be had, whatever has a price elsewhere. A tier without an offer is not limited.</summary>
public sealed record TierOffer(Tier Tier, ImmutableSortedSet<string> Regions, string Source, string Read);
