using System.Globalization;
using Burst.Emulator.Arm;

namespace Burst.Emulator.SignIn;

/// <summary>
/// Token endpoints in the style of ADFS and of Azure AD, old and new. Any service principal with any secret or assertion gets a
/// token: whom to trust is not what the emulator is for.
/// </summary>
internal sealed class TokenHandlers(TokenIssuer issuer, TimeProvider time)
{
    public IEnumerable<ArmRoute> Routes =>
    [
        new("POST", "/{tenant}/oauth2/token", TokenAsync, RouteAccess.Open),
        new("POST", "/{tenant}/oauth2/v2.0/token", TokenAsync, RouteAccess.Open),
    ];

    private Task<ArmResponse> TokenAsync(ArmRequest request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

    private ArmResponse Answer(ArmRequest request)
    {
        var wanted = TokenRequest.Parse(request.Body.Span);
        var tenant = request.Values["tenant"];
        if (wanted.GrantType != "client_credentials")
            return Refuse(400, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{wanted.GrantType}'; client_credentials is supported.");
        if (wanted.Client.Length == 0)
            return Refuse(400, "invalid_request", 900144, "The request body must contain the following parameter: 'client_id'.");
        if (!wanted.HasCredential)
            return Refuse(401, "invalid_client", 7000216, "'client_assertion' or 'client_secret' is required for the 'client_credentials' grant type.");
        if (wanted.Audience.Length == 0)
            return Refuse(400, "invalid_scope", 70011, "The scope must name one resource and end in '/.default', or 'resource' must be given.");
        var token = issuer.Issue(AuthorityHandlers.IssuerOf(request.BaseUri, tenant), EmulatedTenant.IdOf(tenant), wanted.Audience, wanted.Client);
        var seconds = (int)TokenIssuer.Lifetime.TotalSeconds;
        return ArmResponse.Json(200, new TokenBody("Bearer", seconds, seconds, wanted.Audience, token.Text), SignInJson.Default.TokenBody);
    }

    private ArmResponse Refuse(int status, string error, int code, string message)
    {
        var correlation = RandomIds.Next().ToString();
        var at = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var body = new SignInErrorBody(error, $"AADSTS{code}: {message} Correlation ID: {correlation} Timestamp: {at}", [code], correlation);
        return ArmResponse.Json(status, body, SignInJson.Default.SignInErrorBody);
    }
}
