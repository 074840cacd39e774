using Azure.Core;

namespace Burst.Server.Hosting;

/// <summary>The emulator accepts any bearer token; no secret is sent to it.</summary>
internal sealed class EmulatorCredential(TimeProvider time) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new("emulator", time.GetUtcNow().AddHours(1));

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
