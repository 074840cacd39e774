using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Burst.Hosts.Docker.Engine;

/// <summary>Connections to an engine, by socket or by TCP with or without mutual TLS.</summary>
internal static class EngineTransport
{
    /// <summary>What stands for the machine in requests over a socket.</summary>
    public const string SocketHost = "docker";

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
        : new Uri($"http://{SocketHost}/");

    /// <summary>A connection of its own, beside those of the client.</summary>
    public static async Task<(Stream Stream, Socket Socket)> ConnectAsync(EngineAddress address, EngineTls? tls, CancellationToken cancellationToken)
    {
        if (address.SocketPath is { } path)
        {
            var local = await ConnectSocketAsync(path, cancellationToken).ConfigureAwait(false);
            return (new NetworkStream(local, ownsSocket: false), local);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.EndPoint!, cancellationToken).ConfigureAwait(false);
            var plain = new NetworkStream(socket, ownsSocket: false);
            if (tls is null)
                return (plain, socket);
            var secure = new SslStream(plain);
            var options = CreateTlsOptions(tls);
            options.TargetHost = address.EndPoint!.Host;
            await secure.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return (secure, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken) =>
        new NetworkStream(await ConnectSocketAsync(path, cancellationToken).ConfigureAwait(false), ownsSocket: true);

    private static async ValueTask<Socket> ConnectSocketAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new IOException($"There is no socket {path}; is Docker running?");
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return socket;
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
