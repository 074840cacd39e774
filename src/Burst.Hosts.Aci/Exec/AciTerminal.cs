using System.Net.WebSockets;
using Burst.Core.Hosts;

namespace Burst.Hosts.Aci.Exec;

/// <summary>A command's terminal by ACI's protocol: after the password, frames carry bytes both ways.</summary>
internal sealed class AciTerminal(WebSocket socket, TimeProvider timeProvider) : IPodTerminal
{
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(2);

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                var frame = await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (frame.MessageType == WebSocketMessageType.Close)
                    return 0;
                if (frame.Count > 0)
                    return frame.Count;
            }
        }
        catch (WebSocketException)
        {
            // A connection that breaks ends the terminal as a close does: there is nothing more to be read.
        }

        return 0;
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> typed, CancellationToken cancellationToken)
    {
        try
        {
            if (socket.State is WebSocketState.Open)
                await socket.SendAsync(typed, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        }
        catch (WebSocketException)
        {
            // Who reads hears of the end.
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(CloseTime, timeProvider);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The other side has gone first.
        }

        socket.Dispose();
    }
}
