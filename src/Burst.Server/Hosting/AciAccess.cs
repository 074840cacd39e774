using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Burst.Core.Nodes;
using Burst.Hosts.Aci;
using Burst.Hosts.Aci.Exec;
using Burst.Server.Configuration;

namespace Burst.Server.Hosting;

/// <summary>How Azure, or an emulator in its place, is reached and signed in to.</summary>
public static class AciAccess
{
    /// <summary>
    /// As the connection says. By default what Azure.Identity finds in the environment of this process, and for an emulator a fixed word,
    /// as no secret is sent to one unless its configuration names a credential: then the emulator itself is asked for a token.
    /// </summary>
    public static TokenCredential Credential(AciConnection connection, TimeProvider time) => connection.Credential switch
    {
        null or { Kind: AciCredentialKind.Default } when connection.IsEmulator => new EmulatorCredential(time),
        { Kind: AciCredentialKind.ManagedIdentity } managed => new ManagedIdentityCredential(With(new ManagedIdentityCredentialOptions(ToIdentity(managed)), connection)),
        { Kind: AciCredentialKind.WorkloadIdentity } => new WorkloadIdentityCredential(With(new WorkloadIdentityCredentialOptions
        {
            DisableInstanceDiscovery = KnowsItsAuthority(connection),
        }, connection)),
        { Kind: AciCredentialKind.ServicePrincipal, File: { } file } => new ServicePrincipalFileCredential(file, With(new ClientSecretCredentialOptions
        {
            DisableInstanceDiscovery = KnowsItsAuthority(connection),
        }, connection)),
        { Kind: AciCredentialKind.ServicePrincipal } => new EnvironmentCredential(With(new EnvironmentCredentialOptions
        {
            DisableInstanceDiscovery = KnowsItsAuthority(connection),
        }, connection)),
        _ => new DefaultAzureCredential(With(new DefaultAzureCredentialOptions { DisableInstanceDiscovery = KnowsItsAuthority(connection) }, connection)),
    };

    public static HttpPipelineTransport Transport(AciConnection connection) =>
        connection.CaPem is { } pem ? AciTransport.PinnedTo(pem) : AciTransport.Public();

    /// <summary>The way to commands in containers, which trusts as the transport does.</summary>
    public static AciSockets Sockets(AciConnection connection) =>
        connection.CaPem is { } pem ? AciTransport.SocketsPinnedTo(pem) : AciTransport.PublicSockets();

    private static ManagedIdentityId ToIdentity(AciCredential managed) => managed.ClientId is { } id
        ? ManagedIdentityId.FromUserAssignedClientId(id.ToString("D"))
        : ManagedIdentityId.SystemAssigned;

    private static T With<T>(T options, AciConnection connection)
        where T : TokenCredentialOptions
    {
        if (FindAuthority(connection) is { } authority)
            options.AuthorityHost = authority;
        if (connection.IsEmulator)
            options.Transport = Transport(connection);
        return options;
    }

    /// <summary>Null for an endpoint that tells nothing of where one signs in; then AZURE_AUTHORITY_HOST says so, or it is the public cloud.</summary>
    internal static Uri? FindAuthority(AciConnection connection) => connection.AuthorityHost
        ?? (connection.IsEmulator ? connection.Endpoint : AzureClouds.FindByEndpoint(connection.Endpoint)?.Authority);

    /// <summary>Microsoft's own list of authorities, which is asked otherwise, does not know a private one.</summary>
    private static bool KnowsItsAuthority(AciConnection connection) => connection.IsEmulator || connection.AuthorityHost is not null;
}
