using System.Net;
using System.Text;

namespace Burst.Hosts.Docker.Engine;

/// <summary>
/// Asks an engine to turn a request's connection into a stream. By hand: HttpClient's connections cannot end one direction and keep the
/// other, and a command learns that its input has ended by just that.
/// </summary>
internal static class EngineUpgrade
{
    private const int HeadBytesMax = 16 * 1024;
    private const int ReasonBytesMax = 4 * 1024;

    /// <param name="address">The engine's.</param>
    /// <param name="tls">Null without.</param>
    /// <param name="path">With the API's version.</param>
    /// <param name="json">The body.</param>
    /// <param name="cancellationToken">Until the stream is there.</param>
    /// <exception cref="EngineException">It was refused, in the engine's words.</exception>
    public static async Task<EngineStream> OpenAsync(EngineAddress address, EngineTls? tls, string path, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var (stream, socket) = await EngineTransport.ConnectAsync(address, tls, cancellationToken).ConfigureAwait(false);
        var opened = new EngineStream(stream, socket);
        try
        {
            var head = $"POST {path} HTTP/1.1\r\nHost: {EngineTransport.SocketHost}\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n";
            await opened.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. json.Span], cancellationToken).ConfigureAwait(false);
            var answer = await ReadHeadAsync(opened, cancellationToken).ConfigureAwait(false);
            var status = StatusOf(answer);
            if (status is HttpStatusCode.SwitchingProtocols or HttpStatusCode.OK)
                return opened;
            throw new EngineException(status, EngineClient.MessageOf(await ReadReasonAsync(opened, cancellationToken).ConfigureAwait(false)) ?? answer.Split('\r')[0]);
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Byte by byte: what follows the head is the command's.</summary>
    private static async Task<string> ReadHeadAsync(EngineStream stream, CancellationToken cancellationToken)
    {
        var (head, one) = (new List<byte>(), new byte[1]);
        while (head.Count < HeadBytesMax)
        {
            if (await stream.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 0)
                throw new IOException("The engine ended the connection before it had answered.");
            head.Add(one[0]);
            if (head is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
                return Encoding.ASCII.GetString([.. head]);
        }

        throw new InvalidDataException($"The engine's answer has more than {HeadBytesMax} bytes of headers.");
    }

    private static HttpStatusCode StatusOf(string head) => head.Split(' ', 3) is [['H', 'T', 'T', 'P', ..], var code, _] && int.TryParse(code, out var status)
        ? (HttpStatusCode)status
        : throw new InvalidDataException("The engine's answer is not of HTTP.");

    /// <summary>A refusal is short and comes at once; the connection may stay open after it, so one read is enough.</summary>
    private static async Task<string> ReadReasonAsync(EngineStream stream, CancellationToken cancellationToken)
    {
        var reason = new byte[ReasonBytesMax];
        return Encoding.UTF8.GetString(reason, 0, await stream.ReadAsync(reason, cancellationToken).ConfigureAwait(false));
    }
}
