using Azure.Core;
using Azure.Identity;

namespace Burst.Server.Hosting;

/// <summary>Signs in with what is in a file now, so a secret that is renewed there needs no restart. Tokens are asked for about once an hour.</summary>
internal sealed class ServicePrincipalFileCredential(string path, ClientSecretCredentialOptions options) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        Read().GetToken(requestContext, cancellationToken);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        Read().GetTokenAsync(requestContext, cancellationToken);

    private ClientSecretCredential Read()
    {
        var principal = ServicePrincipalFile.Read(path);
        return new ClientSecretCredential(principal.TenantId, principal.ClientId, principal.Secret, options);
    }
}
