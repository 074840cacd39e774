using Burst.Core.Nodes;

namespace Burst.Server.Sweeping;

/// <summary>One place has many nodes: what tells places apart.</summary>
public static class AciPlaces
{
    /// <summary>Azure does not tell resource groups apart by case.</summary>
    public static (string Endpoint, Guid Subscription, string ResourceGroup) KeyOf(AciConnection place) =>
        (place.Endpoint.Authority.ToUpperInvariant(), place.Subscription, place.ResourceGroup.ToUpperInvariant());
}
