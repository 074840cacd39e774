using System.Text.Json.Nodes;
using Burst.Core.Hosts;

namespace Burst.Api.Exec;

/// <summary>
/// Carries a command over a websocket by Kubernetes' channel protocol: the first byte of a message says which stream it is of. Output and errors
/// have channels of their own, and the end says how the command ended.
/// </summary>
internal sealed class ProcessSession(IPodProcess process, bool takesInput, TimeProvider time)
{
    private const byte Input = 0;
    private const byte Output = 1;
    private const byte Errors = 2;
    private const byte Status = 3;
    private const byte Resize = 4;
    private const byte Close = 255;
    private const int ChunkBytesMax = 16 * 1024;
    private const int SideMax = 1000;

    public async Task ServeAsync(IApiSocket socket, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var leaving = process.ConfigureAwait(false);
        var receiving = ReceiveAsync(socket, ended, cancellationToken);
        await ShowAsync(socket, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended.CancelAsync().ConfigureAwait(false);
        await ExecSession.CloseAsync(socket, receiving, time, cancellationToken).ConfigureAwait(false);
    }

    private async Task ShowAsync(IApiSocket socket, CancellationToken cancellationToken)
    {
        var message = new byte[ChunkBytesMax + 1];
        while (await process.ReadAsync(message.AsMemory(1), cancellationToken).ConfigureAwait(false) is { Count: > 0 and var count } piece)
        {
            message[0] = piece.IsError ? Errors : Output;
            await socket.SendAsync(message.AsMemory(0, count + 1), cancellationToken).ConfigureAwait(false);
        }

        var exitCode = await process.FindExitCodeAsync(cancellationToken).ConfigureAwait(false);
        await socket.SendAsync((byte[])[Status, .. ExitStatus.Write(exitCode)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A client that goes leaves the command. Received is not under the token of the command's end: that would break the websocket, which is
    /// still to be closed.
    /// </summary>
    private async Task ReceiveAsync(IApiSocket socket, CancellationTokenSource ended, CancellationToken cancellationToken)
    {
        var stop = ended.Token;
        try
        {
            while (await socket.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } message)
            {
                if (!message.IsEmpty && !stop.IsCancellationRequested)
                    await TakeAsync(message, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!stop.IsCancellationRequested)
                await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (message.Span[0] == Resize && ReadSize(message[1..].Span) is { } size)
            await process.ResizeAsync(size, cancellationToken).ConfigureAwait(false);
        else if (takesInput && message.Span[0] == Input && message.Length > 1)
            await process.WriteAsync(message[1..], cancellationToken).ConfigureAwait(false);
        else if (takesInput && message.Span.SequenceEqual((ReadOnlySpan<byte>)[Close, Input]))
            await process.EndInputAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As kubectl writes it; what is not understood is passed over.</summary>
    private static TerminalSize? ReadSize(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject size && (int?)size["Width"] is >= 1 and <= SideMax and var columns && (int?)size["Height"] is >= 1 and <= SideMax and var rows
                ? new TerminalSize(rows, columns)
                : null;
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
