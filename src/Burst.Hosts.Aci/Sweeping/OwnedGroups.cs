using System.Collections.Immutable;

namespace Burst.Hosts.Aci.Sweeping;

/// <summary>All groups of one owner in one resource group, from a full list.</summary>
/// <param name="Groups">By name.</param>
/// <param name="Others">How many groups there are of others, which are none of the owner's business.</param>
/// <param name="Skew">The service's clock less this machine's, to about a second; null when the service does not tell the time.</param>
public sealed record OwnedGroups(ImmutableArray<OwnedGroup> Groups, int Others, TimeSpan? Skew);
