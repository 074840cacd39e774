using Burst.Emulator.Arm;

namespace Burst.Emulator.SignIn;

/// <summary>What an authority tells about itself: its openid configuration and the keys of its tokens.</summary>
internal sealed class AuthorityHandlers(TokenIssuer issuer)
{
    private const string WellKnown = ".well-known/openid-configuration";

    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", $"/{{tenant}}/{WellKnown}", ConfigurationAsync, RouteAccess.Open),
        new("GET", $"/{{tenant}}/v2.0/{WellKnown}", ConfigurationAsync, RouteAccess.Open),
        // The Azure CLI asks once for the authority it was given with the tenant appended.
        new("GET", $"/{EmulatedTenant.Adfs}/{{tenant}}/{WellKnown}", ConfigurationAsync, RouteAccess.Open),
        new("GET", "/{tenant}/discovery/keys", KeysAsync, RouteAccess.Open),
        new("GET", "/{tenant}/discovery/v2.0/keys", KeysAsync, RouteAccess.Open),
    ];

    /// <summary>The issuer that tokens of an authority name.</summary>
    public static string IssuerOf(string baseUri, string tenant) =>
        IsAdfs(tenant) ? $"{baseUri}/{EmulatedTenant.Adfs}" : $"{baseUri}/{EmulatedTenant.IdOf(tenant)}/v2.0";

    private static Task<ArmResponse> ConfigurationAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var tenant = request.Values["tenant"];
        var root = $"{request.BaseUri}/{tenant}";
        var (oauth, keys) = IsAdfs(tenant) ? ($"{root}/oauth2", $"{root}/discovery/keys") : ($"{root}/oauth2/v2.0", $"{root}/discovery/v2.0/keys");
        var body = new AuthorityBody(
            IssuerOf(request.BaseUri, tenant), $"{oauth}/authorize", $"{oauth}/token", $"{oauth}/devicecode", keys,
            ["client_secret_post", "private_key_jwt"], ["code", "id_token"], ["pairwise"], ["ES256"], ["client_credentials"]);
        return Task.FromResult(ArmResponse.Json(200, body, SignInJson.Default.AuthorityBody));
    }

    private Task<ArmResponse> KeysAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(ArmResponse.Json(200, issuer.Keys(), SignInJson.Default.KeySetBody));

    private static bool IsAdfs(string tenant) => tenant.Equals(EmulatedTenant.Adfs, StringComparison.OrdinalIgnoreCase);
}
