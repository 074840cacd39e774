using System.Globalization;
using Burst.Emulator.Arm;

namespace Burst.Emulator.SignIn;

/// <summary>
/// The managed-identity endpoints of a virtual machine and of an app service, old and new. Each wants a header that a forged
/// request cannot carry; any value of it will do.
/// </summary>
internal sealed class ManagedIdentityHandlers(TokenIssuer issuer)
{
    private const string SystemAssigned = "00000000-0000-0000-0000-00000000fffe";

    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", "/metadata/identity/oauth2/token", (request, _) => Task.FromResult(Answer(request, ["Metadata"])), RouteAccess.Open),
        new("GET", "/msi/token", (request, _) => Task.FromResult(Answer(request, ["X-IDENTITY-HEADER", "secret"])), RouteAccess.Open),
    ];

    private ArmResponse Answer(ArmRequest request, string[] headers)
    {
        if (headers.All(name => request.Headers.GetValueOrDefault(name, "").Length == 0))
            return Refuse($"Required header missing: {string.Join(" or ", headers)}.");
        if (request.Query.GetValueOrDefault("resource", "") is not { Length: > 0 } resource)
            return Refuse("Required parameter missing: resource.");
        var client = new[] { "client_id", "clientid", "object_id", "principal_id", "mi_res_id", "msi_res_id" }
            .Select(name => request.Query.GetValueOrDefault(name, "")).FirstOrDefault(value => value.Length > 0) ?? SystemAssigned;
        var token = issuer.Issue(AuthorityHandlers.IssuerOf(request.BaseUri, EmulatedTenant.Id), EmulatedTenant.Id, resource, client);
        var body = new IdentityTokenBody(
            token.Text, client, Text((long)TokenIssuer.Lifetime.TotalSeconds), Text(token.ExpiresOn), Text(token.NotBefore), resource, "Bearer");
        return ArmResponse.Json(200, body, SignInJson.Default.IdentityTokenBody);
    }

    private static ArmResponse Refuse(string message) =>
        ArmResponse.Json(400, new SignInErrorBody("invalid_request", message, [], RandomIds.Next().ToString()), SignInJson.Default.SignInErrorBody);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
