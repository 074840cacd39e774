using System.Net.WebSockets;

namespace Burst.Hosts.Aci.Exec;

/// <summary>Connects to the websockets that ACI promises, trusting what the node's own transport trusts. The caller disposes it.</summary>
public sealed class AciSockets : IDisposable
{
    private readonly HttpMessageInvoker _invoker;

    internal AciSockets(HttpMessageHandler handler) => _invoker = new HttpMessageInvoker(handler);

    /// <exception cref="WebSocketException">It did not come about.</exception>
    internal async Task<WebSocket> ConnectAsync(Uri uri, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(uri, _invoker, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();
}
