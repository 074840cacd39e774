using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Burst.Cli.Client;

/// <summary>The client's side of Kubernetes' channel protocol.</summary>
internal sealed class ExecStream(ApiSocketClient socket, TextWriter output, TextWriter errors) : IDisposable
{
    private const byte Input = 0;
    private const byte Errors = 2;
    private const byte Status = 3;
    private const byte Size = 4;
    private const byte Close = 255;

    /// <summary>Keys and sizes are sent by whoever has some, one message at a time.</summary>
    private readonly SemaphoreSlim sending = new(1, 1);

    public void Dispose() => sending.Dispose();

    /// <summary>Returns when the command has ended.</summary>
    /// <returns>Its exit code, where that is told; 0 else.</returns>
    public async Task<int> RunAsync(Stream? input, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var typing = input is null ? Task.CompletedTask : TypeAsync(input, ended.Token);
        int exitCode;
        try
        {
            exitCode = await ShowAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (WebSocketException exception)
        {
            throw new CommandException(ExitCodes.Unreachable, $"the connection to the command broke off: {exception.Message}", exception);
        }

        // A read of the keyboard cannot be called off; the process ends without it.
        await ended.CancelAsync().ConfigureAwait(false);
        _ = typing.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return exitCode;
    }

    /// <summary>The terminal has another size.</summary>
    public Task ResizeAsync(int rows, int columns, CancellationToken cancellationToken) =>
        SendAsync((byte[])[Size, .. Encoding.UTF8.GetBytes($"{{\"Width\":{columns},\"Height\":{rows}}}")], cancellationToken);

    private async Task<int> ShowAsync(CancellationToken cancellationToken)
    {
        var (buffer, exitCode) = (new byte[64 * 1024], 0);
        var (shown, failed) = (new ChannelText(output), new ChannelText(errors));
        while (await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false) is { } message)
        {
            if (message.Length > 0 && buffer[0] == Status)
                exitCode = ReadExitCode(buffer.AsSpan(1, message.Length - 1));
            else if (message.Length > 0 && buffer[0] != Input)
                await (buffer[0] == Errors ? failed : shown).WriteAsync(message[1..], cancellationToken).ConfigureAwait(false);
        }

        return exitCode;
    }

    private static int ReadExitCode(ReadOnlySpan<byte> status)
    {
        if (JsonNode.Parse(status) is not { } told || told["status"]?.GetValue<string>() != "Failure")
            return 0;
        var causes = told["details"]?["causes"]?.AsArray() ?? [];
        return causes.FirstOrDefault(cause => (string?)cause?["reason"] == "ExitCode") is { } exit && int.TryParse((string?)exit["message"], out var code)
            ? code
            : throw new CommandException(ExitCodes.Invalid, told["message"]?.GetValue<string>() ?? "the command was refused.");
    }

    private async Task TypeAsync(Stream input, CancellationToken cancellationToken)
    {
        var message = new byte[4097];
        message[0] = Input;
        while (await input.ReadAsync(message.AsMemory(1), cancellationToken).ConfigureAwait(false) is > 0 and var count)
            await SendAsync(message.AsMemory(0, count + 1), cancellationToken).ConfigureAwait(false);
        await SendAsync((byte[])[Close, Input], cancellationToken).ConfigureAwait(false);
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            sending.Release();
        }
    }
}
