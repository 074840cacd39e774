using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;

namespace Burst.Hosts.Docker.Engine;

/// <summary>Which exceptions mean that an engine did not answer, or not as one, rather than that something is wrong here.</summary>
internal static class EngineFailure
{
    public static bool IsOne(Exception exception) =>
        exception is EngineException or HttpRequestException or IOException or SocketException or JsonException or InvalidDataException or CryptographicException;
}
