using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Burst.Hosts.Docker.Engine;

/// <summary>Connections to an engine, by socket or by TCP with or without mutual TLS.</summary>
internal static class EngineTransport
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    public static SocketsHttpHandler Create(EngineAddress address, EngineTls? tls)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = ConnectTimeout, UseCookies = false, UseProxy = false, AllowAutoRedirect = false };
        if (address.SocketPath is { } path)
            handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(path, cancellationToken);
        if (tls is not null)
            handler.SslOptions = CreateTlsOptions(tls);
        return handler;
    }

    /// <summary>The host of the URI is what certificates are checked against; a socket has none.</summary>
    public static Uri BaseOf(EngineAddress address, EngineTls? tls) => address.EndPoint is { } endPoint
        ? new UriBuilder(tls is null ? "http" : "https", endPoint.Host, endPoint.Port).Uri
        : new Uri("http://docker/");

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SslClientAuthenticationOptions CreateTlsOptions(EngineTls tls)
    {
        var (authorities, certificate) = tls.Load();
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return new SslClientAuthenticationOptions { ClientCertificates = [certificate], CertificateChainPolicy = policy };
    }
}
