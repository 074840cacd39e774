using Burst.Core.Hosts;

namespace Burst.Api.Exec;

/// <summary>
/// Carries a terminal over a websocket by Kubernetes' channel protocol: the first byte of a message says which stream it is of. A host's
/// terminal shows errors among the rest and tells no exit code, so all output is on one channel and the end is a success.
/// </summary>
internal sealed class ExecSession(IPodTerminal terminal, bool takesInput, TimeProvider time)
{
    private const byte Input = 0;
    private const byte Output = 1;
    private const byte Status = 3;
    private const byte Close = 255;
    private const byte EndOfInput = 4; // Ctrl-D, which is how a terminal is told.
    private const int ChunkBytesMax = 16 * 1024;
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(2);
    private bool isLineBegun;

    /// <param name="socket">Where it is told.</param>
    /// <param name="failure">Kubernetes' <c>Status</c>.</param>
    /// <param name="time">Limits how long the client's own end of it is waited for.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    public static async Task RefuseAsync(IApiSocket socket, ReadOnlyMemory<byte> failure, TimeProvider time, CancellationToken cancellationToken)
    {
        await socket.SendAsync((byte[])[Status, .. failure.Span], cancellationToken).ConfigureAwait(false);
        await CloseAsync(socket, DropAsync(socket, cancellationToken), time, cancellationToken).ConfigureAwait(false);
    }

    public async Task ServeAsync(IApiSocket socket, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var closing = terminal.ConfigureAwait(false);
        var typing = TypeAsync(socket, ended, cancellationToken);
        await ShowAsync(socket, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended.CancelAsync().ConfigureAwait(false);
        await CloseAsync(socket, typing, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The client's answer is waited for: a connection that ends with something unread takes with it what was sent last.</summary>
    public static async Task CloseAsync(IApiSocket socket, Task receiving, TimeProvider time, CancellationToken cancellationToken)
    {
        await socket.CloseAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await receiving.WaitAsync(CloseTime, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task DropAsync(IApiSocket socket, CancellationToken cancellationToken)
    {
        while (await socket.ReceiveAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            // There is nobody to take it.
        }
    }

    private async Task ShowAsync(IApiSocket socket, CancellationToken cancellationToken)
    {
        var message = new byte[ChunkBytesMax + 1];
        message[0] = Output;
        while (await terminal.ReadAsync(message.AsMemory(1), cancellationToken).ConfigureAwait(false) is > 0 and var count)
            await socket.SendAsync(message.AsMemory(0, count + 1), cancellationToken).ConfigureAwait(false);
        await socket.SendAsync((byte[])[Status, .. """{"metadata":{},"status":"Success"}"""u8], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A client that goes ends the command. Received is not under the token of the command's end: that would break the websocket, which is
    /// still to be closed.
    /// </summary>
    private async Task TypeAsync(IApiSocket socket, CancellationTokenSource ended, CancellationToken cancellationToken)
    {
        var stop = ended.Token;
        try
        {
            while (await socket.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } message)
            {
                if (takesInput && !message.IsEmpty && !stop.IsCancellationRequested)
                    await TypeAsync(message, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!stop.IsCancellationRequested)
                await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A terminal here cannot change its size, so what tells of that is passed over.</summary>
    private async Task TypeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (message.Span[0] == Input && message.Length > 1)
        {
            isLineBegun = message.Span[^1] is not ((byte)'\n' or (byte)'\r');
            await terminal.WriteAsync(message[1..], cancellationToken).ConfigureAwait(false);
        }
        else if (message.Span.SequenceEqual((ReadOnlySpan<byte>)[Close, Input]))
        {
            // In the middle of a line the first one only hands over what is there.
            await terminal.WriteAsync((byte[])(isLineBegun ? [EndOfInput, EndOfInput] : [EndOfInput]), cancellationToken).ConfigureAwait(false);
        }
    }
}
