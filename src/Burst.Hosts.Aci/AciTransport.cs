using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using Burst.Hosts.Aci.Exec;

namespace Burst.Hosts.Aci;

/// <summary>Transports for <see cref="AciPodHost"/>. The caller owns and disposes them; one can serve many hosts.</summary>
public static class AciTransport
{
    /// <summary>Trusts what the machine trusts.</summary>
    public static HttpClientTransport Public() => new(NewHandler());

    /// <summary>For commands in containers; trusts what the machine trusts.</summary>
    public static AciSockets PublicSockets() => new(NewHandler());

    /// <summary>For commands in containers; trusts as <see cref="PinnedTo"/>.</summary>
    /// <exception cref="ArgumentException">The text holds no certificate.</exception>
    public static AciSockets SocketsPinnedTo(string caPem) => new(NewPinnedHandler(caPem));

    /// <summary>
    /// Trusts only certificates issued by those in <paramref name="caPem"/> (or the certificate itself, when self-signed). The
    /// host name is still checked, so a certificate of the same authority for another host is refused.
    /// </summary>
    /// <exception cref="ArgumentException">The text holds no certificate.</exception>
    public static HttpClientTransport PinnedTo(string caPem) => new(NewPinnedHandler(caPem));

    private static SocketsHttpHandler NewPinnedHandler(string caPem)
    {
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPem(caPem);
        if (trusted.Count == 0)
            throw new ArgumentException("No certificate in it; PEM text with '-----BEGIN CERTIFICATE-----' is accepted.", nameof(caPem));

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck, // A private authority publishes no revocation list.
        };
        policy.CustomTrustStore.AddRange(trusted);
        var handler = NewHandler();
        handler.UseProxy = false; // A pinned endpoint is a private one; a proxy on the way could not present its certificate.
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return handler;
    }

    private static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false, // A redirect would carry the token to a host nobody configured.
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 32,
    };
}
