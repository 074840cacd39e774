using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Burst.Cli.Client;

/// <summary>The client's side of Kubernetes' channel protocol.</summary>
internal sealed class ExecStream(ApiSocketClient socket, TextWriter output)
{
    private const byte Input = 0;
    private const byte Status = 3;
    private const byte Close = 255;

    /// <summary>Returns when the command has ended.</summary>
    public async Task RunAsync(Stream? input, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = input is null ? Task.CompletedTask : SendAsync(input, ended.Token);
        try
        {
            await ShowAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (WebSocketException exception)
        {
            throw new CommandException(ExitCodes.Unreachable, $"the connection to the command broke off: {exception.Message}", exception);
        }

        // A read of the keyboard cannot be called off; the process ends without it.
        await ended.CancelAsync().ConfigureAwait(false);
        _ = sending.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var (buffer, decoder) = (new byte[64 * 1024], Encoding.UTF8.GetDecoder());
        var characters = new char[buffer.Length];
        while (await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false) is { } message)
        {
            if (message.Length > 0 && buffer[0] == Status)
                ThrowIfFailed(buffer.AsSpan(1, message.Length - 1));
            else if (message.Length > 0 && buffer[0] != Input)
            {
                var count = decoder.GetChars(buffer.AsSpan(1, message.Length - 1), characters, flush: false);
                await output.WriteAsync(characters.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void ThrowIfFailed(ReadOnlySpan<byte> status)
    {
        if (JsonNode.Parse(status) is { } told && told["status"]?.GetValue<string>() == "Failure")
            throw new CommandException(ExitCodes.Invalid, told["message"]?.GetValue<string>() ?? "the command was refused.");
    }

    private async Task SendAsync(Stream input, CancellationToken cancellationToken)
    {
        var message = new byte[4097];
        message[0] = Input;
        while (await input.ReadAsync(message.AsMemory(1), cancellationToken).ConfigureAwait(false) is > 0 and var count)
            await socket.SendAsync(message.AsMemory(0, count + 1), cancellationToken).ConfigureAwait(false);
        await socket.SendAsync((byte[])[Close, Input], cancellationToken).ConfigureAwait(false);
    }
}
