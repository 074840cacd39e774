using Azure.Core;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>Always has a token, at once. Whether the service still takes it is the service's affair.</summary>
internal sealed class SimulatedCredential : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new("simulated-token", DateTimeOffset.MaxValue); // Azure.Core asks the real clock whether it has expired.

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
