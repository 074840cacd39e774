using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Burst.Emulator.SignIn;

/// <summary>
/// Makes access tokens: JSON web tokens with the claims that clients look into, signed by a key of this process. The emulator
/// takes any bearer token, so a token of an earlier process goes on working; the signature is for clients that check it.
/// </summary>
internal sealed class TokenIssuer(TimeProvider time) : IDisposable
{
    /// <summary>An hour less a second, as the service's are.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _keyId = RandomIds.Next().ToString("n");

    public IssuedToken Issue(string issuer, string tenant, string audience, string client)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new TokenClaims(
            audience, issuer, now, now, now + (long)Lifetime.TotalSeconds, client, "2", "app", client, client, tenant, "1.0");
        var header = JsonSerializer.SerializeToUtf8Bytes(new TokenHeader("JWT", "ES256", _keyId), SignInJson.Default.TokenHeader);
        var content = $"{Encode(header)}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims, SignInJson.Default.TokenClaims))}";
        return new($"{content}.{Encode(_key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256))}", claims.Nbf, claims.Exp);
    }

    /// <summary>The public key, for clients that check signatures.</summary>
    public KeySetBody Keys()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return new([new("EC", "sig", "ES256", _keyId, "P-256", Encode(point.X), Encode(point.Y))]);
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
