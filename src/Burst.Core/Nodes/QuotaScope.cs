namespace Burst.Core.Nodes;

/// <summary>What a service counts its limits by: for ACI one subscription and region, whichever virtual nodes use it.</summary>
/// <param name="Value">The same for nodes that share limits, and for no others.</param>
public readonly record struct QuotaScope(string Value)
{
    /// <summary>A node without a connection shares its limits with no other.</summary>
    public static QuotaScope Of(Node node) => new(node.Aci is { } aci
        ? $"{aci.Endpoint.Authority}/{aci.Subscription:D}/{node.Region}".ToLowerInvariant()
        : node.Metadata.Name);
}
