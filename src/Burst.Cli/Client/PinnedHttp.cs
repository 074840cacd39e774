using System.Security.Cryptography.X509Certificates;

namespace Burst.Cli.Client;

/// <summary>HTTPS that trusts one certificate authority and nothing else.</summary>
internal static class PinnedHttp
{
    public static SocketsHttpHandler TrustOnly(string caPem)
    {
        var authority = X509Certificate2.CreateFromPem(caPem);
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(authority);
        return new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = policy },
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
    }
}
