using System.Net;
using System.Net.Sockets;

namespace Burst.Integration.Tests.Harness;

/// <summary>A TCP proxy on loopback that can be cut, connections in flight included, and mended.</summary>
internal sealed class CuttableProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Lock gate = new();
    private readonly List<TcpClient> open = [];
    private readonly IPEndPoint target;
    private bool cut;

    public CuttableProxy(Uri target)
    {
        this.target = new IPEndPoint(IPAddress.Loopback, target.Port);
        listener.Start();
        Endpoint = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Endpoint { get; }

    public void Cut()
    {
        lock (gate)
        {
            cut = true;
            foreach (var client in open)
                client.Client.Close(0);
            open.Clear();
        }
    }

    public void Mend()
    {
        lock (gate)
            cut = false;
    }

    public void Dispose()
    {
        listener.Stop();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The proxy was disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            lock (gate)
            {
                if (cut)
                {
                    client.Client.Close(0);
                    return;
                }

                open.AddRange([client, server]);
            }

            await server.ConnectAsync(target);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // A cut connection.
        }
        finally
        {
            client.Dispose();
            lock (gate)
            {
                open.Remove(client);
                open.Remove(server);
            }
        }
    }
}
