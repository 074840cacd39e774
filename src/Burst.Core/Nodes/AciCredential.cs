using System.Text.Json.Serialization;

namespace Burst.Core.Nodes;

/// <summary>How a virtual node signs in, and where the secret is: never the secret itself.</summary>
public sealed record AciCredential
{
    public required AciCredentialKind Kind { get; init; }

    /// <summary>Of a user-assigned managed identity; null for the machine's own, and for the other kinds.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>Of a service principal: the file of this machine that holds it. Null for the environment of the process.</summary>
    public string? File { get; init; }

    /// <summary>As people write it: <c>managed-identity:CLIENTID</c>.</summary>
    [JsonIgnore]
    public string Text => Kind switch
    {
        AciCredentialKind.ManagedIdentity => ClientId is { } id ? $"managed-identity:{id:D}" : "managed-identity",
        AciCredentialKind.WorkloadIdentity => "workload-identity",
        AciCredentialKind.ServicePrincipal => "service-principal",
        _ => "default",
    };
}
