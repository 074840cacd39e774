using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Burst.Server.Security;

/// <summary>The bearer token that every request needs: 256 random bits, made once, kept in the state folder (0600).</summary>
public sealed class AccessToken
{
    private readonly byte[] expected;

    private AccessToken(string value)
    {
        Value = value;
        expected = SHA256.HashData(Encoding.UTF8.GetBytes(value));
    }

    public string Value { get; }

    public static AccessToken LoadOrCreate(string file)
    {
        // An empty token would let everybody in.
        if (!File.Exists(file) || string.IsNullOrWhiteSpace(File.ReadAllText(file)))
            PrivateFile.Write(file, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        return new AccessToken(File.ReadAllText(file).Trim());
    }

    /// <summary>Compares in constant time.</summary>
    public bool Accepts(string? authorization)
    {
        const string Scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()));
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
