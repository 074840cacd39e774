using System.Net.WebSockets;

namespace Burst.Cli.Client;

/// <summary>A websocket to the server.</summary>
internal sealed class ApiSocketClient(WebSocket socket, HttpMessageInvoker invoker) : IAsyncDisposable
{
    /// <summary>A message of at most the buffer's size; null at the end.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        var length = 0;
        while (length < buffer.Length)
        {
            var frame = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (frame.MessageType == WebSocketMessageType.Close)
                return null;
            length += frame.Count;
            if (frame.EndOfMessage)
                return buffer.AsMemory(0, length);
        }

        throw new CommandException(ExitCodes.Failed, $"the server sent a message of more than {buffer.Length} bytes.");
    }

    public async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (socket.State == WebSocketState.Open)
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).ConfigureAwait(false);
        }
        catch (WebSocketException)
        {
            // The server has gone first.
        }

        socket.Dispose();
        invoker.Dispose();
    }
}
