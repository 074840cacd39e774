using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Burst.Server.Tests.Support;

/// <summary>A client that trusts one certificate authority and nothing else.</summary>
internal static class Pinned
{
    public static HttpClient Client(Uri server, string caPem, string? token)
    {
        var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, cancellationToken) => ConnectAsync(server, caPem, cancellationToken) })
        {
            BaseAddress = new UriBuilder(server) { Scheme = Uri.UriSchemeHttp }.Uri,
        };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    /// <summary>The client's own TLS would take the Host header for the server's name, and these tests lie in it.</summary>
    private static async ValueTask<Stream> ConnectAsync(Uri server, string caPem, CancellationToken cancellationToken)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(caPem));
        var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, cancellationToken);
        var secured = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false);
        var options = new SslClientAuthenticationOptions { TargetHost = server.Host, CertificateChainPolicy = policy };
        await secured.AuthenticateAsClientAsync(options, cancellationToken);
        return secured;
    }
}
