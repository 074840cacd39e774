using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Burst.Emulator.SignIn;

/// <summary>A form that was posted to a token endpoint.</summary>
internal sealed record TokenRequest(string GrantType, string Client, bool HasCredential, string Audience)
{
    private const string ScopeSuffix = "/.default";

    public static TokenRequest Parse(ReadOnlySpan<byte> form)
    {
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(form));
        string Field(string name) => fields.TryGetValue(name, out var values) ? values.ToString() : "";
        var hasAssertion = Field("client_assertion").Length > 0
            && Field("client_assertion_type") == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        return new(Field("grant_type"), Field("client_id"), Field("client_secret").Length > 0 || hasAssertion, AudienceOf(Field("resource"), Field("scope")));
    }

    // Older endpoints are asked for a resource, newer ones for a scope of it; a resource that ends in a slash makes a scope with two.
    private static string AudienceOf(string resource, string scope)
    {
        if (resource.Length > 0)
            return resource;
        var first = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => word.EndsWith(ScopeSuffix, StringComparison.Ordinal)) ?? "";
        return first.Length == 0 ? "" : first[..^ScopeSuffix.Length];
    }
}
