using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;

namespace Burst.Hosts.Docker.Engine;

/// <summary>Which exceptions mean that an engine did not answer, or not as one, rather than that something is wrong here.</summary>
internal static class EngineFailure
{
    public static bool IsOne(Exception exception) =>
        exception is EngineException or HttpRequestException or IOException or SocketException or JsonException or InvalidDataException or CryptographicException;

    /// <summary>The reason in one line, with what is behind it: what a connection failed for is told by the innermost.</summary>
    public static string Describe(Exception exception)
    {
        var messages = new List<string>();
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            var message = inner.Message.Replace(", see inner exception.", ".", StringComparison.Ordinal).Replace($" ({EngineTransport.SocketHost}:80)", "", StringComparison.Ordinal);
            if (!messages.Exists(known => known.Contains(message, StringComparison.Ordinal)))
                messages.Add(message);
        }

        return string.Join(" ", messages);
    }
}
