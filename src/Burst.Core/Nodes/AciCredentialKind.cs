namespace Burst.Core.Nodes;

/// <summary>How a virtual node signs in to Azure. The names are stored.</summary>
public enum AciCredentialKind
{
    /// <summary>The first of Azure.Identity's usual ways that works.</summary>
    Default,

    /// <summary>The machine's or service's own identity: there is no secret.</summary>
    ManagedIdentity,

    /// <summary>A token that a cluster puts in a file, for a token of Azure.</summary>
    WorkloadIdentity,

    /// <summary>An application with a secret or a certificate.</summary>
    ServicePrincipal,
}
