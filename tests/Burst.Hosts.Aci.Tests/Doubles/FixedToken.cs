using Azure.Core;

namespace Burst.Hosts.Aci.Tests.Doubles;

internal sealed class FixedToken(Exception? failure = null) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        failure is null ? new AccessToken("token-for-tests", DateTimeOffset.MaxValue) : throw failure;

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
