using System.Text.Json.Serialization;

namespace Burst.Core.Nodes;

/// <summary>
/// How a virtual node reaches Azure. On record with the node, so that a restart without flags drives the same groups; set when the node
/// joins and never changed, since credentials go to the endpoint: one that joins through the API has one of Azure's own, or an
/// emulator, which is sent none. Holds no secret.
/// </summary>
public sealed record AciConnection
{
    /// <summary>Azure Resource Manager or an emulator; https only.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>What tokens are asked for, https; null for the endpoint.</summary>
    public Uri? Audience { get; init; }

    public required Guid Subscription { get; init; }

    /// <summary>1 to 90 characters; exists already.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>The only certificate authority to trust, for an emulator; null for the system's.</summary>
    public string? CaPem { get; init; }

    /// <summary>Resource id of the subnet that groups get their address in; null for none.</summary>
    public string? SubnetId { get; init; }

    /// <summary>Resource id of the user-assigned identity that groups may use; null for none.</summary>
    public string? IdentityId { get; init; }

    /// <summary>Availability zone of the region; null to leave it to ACI.</summary>
    public string? Zone { get; init; }

    /// <summary>Where one signs in, https; null for what belongs to the endpoint.</summary>
    public Uri? AuthorityHost { get; init; }

    /// <summary>Null for the default: Azure.Identity's usual ways, and none for an emulator.</summary>
    public AciCredential? Credential { get; init; }

    /// <summary>An emulator has a certificate of its own, and no money at stake.</summary>
    [JsonIgnore]
    public bool IsEmulator => CaPem is not null;
}
