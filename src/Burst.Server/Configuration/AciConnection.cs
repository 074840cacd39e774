using System.Collections.Immutable;
using Burst.Core.Nodes;

namespace Burst.Server.Configuration;

/// <summary>
/// How a virtual node reaches Azure. Kept as annotations of the node, so that a restart without flags drives the same groups.
/// </summary>
public sealed record AciConnection(Uri Endpoint, Guid Subscription, string ResourceGroup, string? CaPem)
{
    private const string EndpointKey = "burst.dev/aci-endpoint";
    private const string SubscriptionKey = "burst.dev/aci-subscription";
    private const string ResourceGroupKey = "burst.dev/aci-resource-group";
    private const string CaPemKey = "burst.dev/aci-ca-pem";

    /// <summary>An emulator has a certificate of its own, and no money at stake.</summary>
    public bool IsEmulator => CaPem is not null;

    public static AciConnection Of(Node node)
    {
        var annotations = node.Metadata.Annotations;
        return new AciConnection(
            new Uri(annotations[EndpointKey]), Guid.Parse(annotations[SubscriptionKey]), annotations[ResourceGroupKey],
            annotations.GetValueOrDefault(CaPemKey));
    }

    public ImmutableSortedDictionary<string, string> ToAnnotations()
    {
        var annotations = ImmutableSortedDictionary<string, string>.Empty
            .Add(EndpointKey, Endpoint.ToString()).Add(SubscriptionKey, Subscription.ToString("D")).Add(ResourceGroupKey, ResourceGroup);
        return CaPem is null ? annotations : annotations.Add(CaPemKey, CaPem);
    }
}
