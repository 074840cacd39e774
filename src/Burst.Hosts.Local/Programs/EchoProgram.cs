using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Burst.Hosts.Local.Programs;

/// <summary>A small HTTP server on loopback that answers each request with its own first line and headers, as text.</summary>
internal static class EchoProgram
{
    private const int ConnectionsMax = 64;
    private const int HeaderBytesMax = 16 * 1024;
    private static readonly TimeSpan ConnectionTimeout = TimeSpan.FromSeconds(10);

    public static int ParsePort(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        ? port
        : throw new FormatException($"'{text}' is not a port; 0 (any free one) to 65535 are.");

    /// <summary>Serves until a signal ends the process.</summary>
    public static int Run(int port, TextWriter output, TimeProvider timeProvider)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new FormatException($"Port {port} cannot be listened on: {exception.Message}.", exception);
        }

        output.WriteLine($"listening on http://{listener.LocalEndpoint}");
        ServeAsync(listener, timeProvider, CancellationToken.None).GetAwaiter().GetResult();
        return 0;
    }

    internal static async Task ServeAsync(TcpListener listener, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(ConnectionsMax);
        while (true)
        {
            await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            var connection = await listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false);
            _ = AnswerAndReleaseAsync(connection, slots, timeProvider);
        }
    }

    private static async Task AnswerAndReleaseAsync(TcpClient connection, SemaphoreSlim slots, TimeProvider timeProvider)
    {
        try
        {
            using (connection)
            {
                using var timeout = new CancellationTokenSource(ConnectionTimeout, timeProvider);
                await AnswerAsync(connection.GetStream(), timeout.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The caller went away or was too slow; the next one is served all the same.
        }
        finally
        {
            slots.Release();
        }
    }

    private static async Task AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[HeaderBytesMax];
        var filled = 0;
        var end = -1;
        while (end < 0 && filled < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return;

            filled += read;
            end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }

        var (status, body) = end < 0
            ? ("431 Request Header Fields Too Large", Encoding.UTF8.GetBytes($"The headers are longer than {HeaderBytesMax} bytes.\n"))
            : ("200 OK", buffer[..(end + 2)]);
        var head = $"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(body, cancellationToken).ConfigureAwait(false);
    }
}
