using System.Net.Sockets;

namespace Burst.Hosts.Docker.Tests;

/// <summary>A way to a real engine's socket that can be cut in the middle of whatever is on it.</summary>
internal sealed class CutWire : IAsyncDisposable
{
    private readonly string engine;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<Socket> open = [];
    private readonly Lock gate = new();
    private readonly Task accepting;

    public CutWire(string engine)
    {
        this.engine = engine;
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"wire-{Guid.NewGuid():N}.sock");
        listener.Bind(new UnixDomainSocketEndPoint(Path));
        listener.Listen();
        accepting = AcceptAsync();
    }

    public string Path { get; }

    /// <summary>What is open breaks off; what comes next goes through.</summary>
    public void Cut()
    {
        lock (gate)
        {
            open.ForEach(socket => socket.Dispose());
            open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
        Cut();
        File.Delete(Path);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket near;
            try
            {
                near = await listener.AcceptAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await far.ConnectAsync(new UnixDomainSocketEndPoint(engine));
            lock (gate)
                open.AddRange([near, far]);
            _ = PassAsync(near, far);
            _ = PassAsync(far, near);
        }
    }

    private static async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
                await to.SendAsync(buffer.AsMemory(0, count));
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut, or ended by the other side.
        }
    }
}
