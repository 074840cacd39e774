using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Burst.Emulator.Tests;

/// <summary>An HTTP client that trusts one certificate and nothing else, name check included.</summary>
internal static class PinnedClient
{
    public static HttpClient Create(Uri endpoint, string certificatePem)
    {
        var client = new HttpClient(Handler(certificatePem)) { BaseAddress = endpoint, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "test-token");
        return client;
    }

    public static SocketsHttpHandler Handler(string certificatePem)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(certificatePem);
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return handler;
    }
}
