using System.Text.Json.Serialization;

namespace Burst.Emulator.SignIn;

internal sealed record TokenHeader(string Typ, string Alg, string Kid);

internal sealed record TokenClaims(
    string Aud, string Iss, long Iat, long Nbf, long Exp, string Appid, string Appidacr, string Idtyp, string Oid, string Sub, string Tid, string Ver);

internal sealed record KeySetBody(IReadOnlyList<KeyBody> Keys);

internal sealed record KeyBody(string Kty, string Use, string Alg, string Kid, string Crv, string X, string Y);

/// <summary>What a token endpoint answers.</summary>
internal sealed record TokenBody(string TokenType, int ExpiresIn, int ExtExpiresIn, string Resource, string AccessToken);

/// <summary>What a managed-identity endpoint answers: its numbers are strings.</summary>
internal sealed record IdentityTokenBody(
    string AccessToken, string ClientId, string ExpiresIn, string ExpiresOn, string NotBefore, string Resource, string TokenType);

internal sealed record SignInErrorBody(string Error, string ErrorDescription, IReadOnlyList<int> ErrorCodes, string CorrelationId);

/// <summary>An authority's openid configuration.</summary>
internal sealed record AuthorityBody(
    string Issuer, string AuthorizationEndpoint, string TokenEndpoint, string DeviceAuthorizationEndpoint, string JwksUri,
    IReadOnlyList<string> TokenEndpointAuthMethodsSupported, IReadOnlyList<string> ResponseTypesSupported, IReadOnlyList<string> SubjectTypesSupported,
    IReadOnlyList<string> IdTokenSigningAlgValuesSupported, IReadOnlyList<string> GrantTypesSupported);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenHeader))]
[JsonSerializable(typeof(TokenClaims))]
[JsonSerializable(typeof(KeySetBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(IdentityTokenBody))]
[JsonSerializable(typeof(SignInErrorBody))]
[JsonSerializable(typeof(AuthorityBody))]
internal sealed partial class SignInJson : JsonSerializerContext;
