using System.Collections.Immutable;
using Burst.Core.Nodes;
using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Server.Configuration;

/// <summary>
/// Moves what earlier versions kept of a virtual node's connection in its annotations, which users may change, to where they
/// cannot. An endpoint of a node that has its connection is never read from annotations again.
/// </summary>
internal static class AnnotatedConnection
{
    private const string EndpointKey = "burst.dev/aci-endpoint";
    private const string SubscriptionKey = "burst.dev/aci-subscription";
    private const string ResourceGroupKey = "burst.dev/aci-resource-group";
    private const string CaPemKey = "burst.dev/aci-ca-pem";

    public static StateCommit Move(ClusterState state) => new()
    {
        Changes = [.. state.Nodes.Where(node => node is { NodeKind: NodeKind.Virtual, Aci: null }).Select(node => new Change.Put(Move(node)))],
    };

    /// <exception cref="ConfigException">The annotations do not say where the node's container groups are.</exception>
    private static Node Move(Node node)
    {
        var annotations = node.Metadata.Annotations;
        if (!Uri.TryCreate(annotations.GetValueOrDefault(EndpointKey), UriKind.Absolute, out var endpoint) || endpoint.Scheme != Uri.UriSchemeHttps
            || !Guid.TryParseExact(annotations.GetValueOrDefault(SubscriptionKey), "D", out var subscription)
            || annotations.GetValueOrDefault(ResourceGroupKey) is not { Length: > 0 } resourceGroup)
        {
            throw new ConfigException(
                [$"node {node.Metadata.Name}: its annotations {EndpointKey}, {SubscriptionKey} and {ResourceGroupKey} no longer say where its container groups are; "
                    + "set them with the version that registered it."]);
        }

        return node with
        {
            Metadata = node.Metadata with { Annotations = annotations.RemoveRange([EndpointKey, SubscriptionKey, ResourceGroupKey, CaPemKey]) },
            Aci = new AciConnection
            {
                Endpoint = endpoint,
                Subscription = subscription,
                ResourceGroup = resourceGroup,
                CaPem = annotations.GetValueOrDefault(CaPemKey),
            },
        };
    }
}
