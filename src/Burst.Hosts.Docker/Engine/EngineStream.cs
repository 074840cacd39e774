using System.Net.Security;
using System.Net.Sockets;

namespace Burst.Hosts.Docker.Engine;

/// <summary>A connection that has become a stream of bytes both ways, each of which ends by itself.</summary>
internal sealed class EngineStream(Stream stream, Socket socket) : IAsyncDisposable
{
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => stream.ReadAsync(buffer, cancellationToken);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nothing more is written; reading goes on.</summary>
    public async ValueTask EndWritingAsync()
    {
        if (stream is SslStream tls)
            await tls.ShutdownAsync().ConfigureAwait(false);
        else
            socket.Shutdown(SocketShutdown.Send);
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync().ConfigureAwait(false);
        socket.Dispose();
    }
}
