using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Burst.Hosts.Docker.Engine;

/// <summary>Where a Docker Engine listens, written as <c>DOCKER_HOST</c> is: <c>unix:///var/run/docker.sock</c> or <c>tcp://HOST:PORT</c>.</summary>
public sealed record EngineAddress
{
    /// <summary>What <see cref="TryParse"/> accepts.</summary>
    public const string Rule = "write unix:///PATH of a socket, or tcp://HOST:PORT (2376 is Docker's port with TLS)";

    private const string UnixPrefix = "unix://";
    private const string TcpPrefix = "tcp://";

    private EngineAddress(string text, string? socketPath, DnsEndPoint? endPoint) => (Text, SocketPath, EndPoint) = (text, socketPath, endPoint);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>An absolute path; null for an engine over TCP.</summary>
    public string? SocketPath { get; }

    /// <summary>Null for an engine on a socket of this machine.</summary>
    public DnsEndPoint? EndPoint { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out EngineAddress? address)
    {
        address = null;
        if (text is null)
            return false;
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal) && text[UnixPrefix.Length..] is ['/', _, ..] path)
            address = new EngineAddress(text, path, null);
        else if (text.StartsWith(TcpPrefix, StringComparison.Ordinal) && TryParseEndPoint(text[TcpPrefix.Length..], out var endPoint))
            address = new EngineAddress(text, null, endPoint);
        return address is not null;
    }

    /// <exception cref="FormatException">It is neither; the message says what is.</exception>
    public static EngineAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not the address of a Docker Engine; {Rule}.");

    public override string ToString() => Text;

    private static bool TryParseEndPoint(string text, [NotNullWhen(true)] out DnsEndPoint? endPoint)
    {
        endPoint = null;
        if (!Uri.TryCreate($"http://{text}", UriKind.Absolute, out var uri) || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0 || !text.Contains(':'))
            return false;
        endPoint = new DnsEndPoint(uri.DnsSafeHost, uri.Port);
        return true;
    }
}
