using System.Buffers.Binary;
using System.Net.Sockets;
using Burst.Core.Hosts;
using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Processes;

/// <summary>
/// A command's streams on an engine. Without a terminal output comes in frames of eight bytes of header (stream, three zeros, length) and
/// that many bytes; with one it comes as it is.
/// </summary>
/// <param name="stream">The connection.</param>
/// <param name="hasTerminal">Output is not in frames.</param>
/// <param name="resize">Tells the engine another size.</param>
/// <param name="findExitCode">Asks it for the exit code.</param>
internal sealed class EngineProcess(
    EngineStream stream, bool hasTerminal, Func<TerminalSize, CancellationToken, Task> resize, Func<CancellationToken, Task<int?>> findExitCode) : IPodProcess
{
    private const byte StandardError = 2;

    private readonly byte[] header = new byte[8];
    private int left;
    private bool isError;

    public async ValueTask<ProcessOutput> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            if (hasTerminal)
                return new ProcessOutput(await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), IsError: false);
            while (left == 0)
            {
                if (!await ReadHeaderAsync(cancellationToken).ConfigureAwait(false))
                    return default;
            }

            var count = await stream.ReadAsync(buffer[..Math.Min(buffer.Length, left)], cancellationToken).ConfigureAwait(false);
            left -= count;
            return new ProcessOutput(count, isError);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // A connection that breaks ends it as a close does: there is nothing more to be read.
            return default;
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // It has ended; reading tells.
        }
    }

    public async ValueTask EndInputAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stream.EndWritingAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // It has ended; reading tells.
        }
    }

    public async ValueTask ResizeAsync(TerminalSize size, CancellationToken cancellationToken)
    {
        try
        {
            if (hasTerminal)
                await resize(size, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception))
        {
            // It has ended, or the next size comes through.
        }
    }

    public async ValueTask<int?> FindExitCodeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await findExitCode(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception))
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<bool> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        for (var read = 0; read < header.Length;)
        {
            var count = await stream.ReadAsync(header.AsMemory(read), cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return false;
            read += count;
        }

        isError = header[0] == StandardError;
        left = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        return left >= 0 ? true : throw new IOException("The output is not in frames.");
    }
}
