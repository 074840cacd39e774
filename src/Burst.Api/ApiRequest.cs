using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Burst.Api;

/// <summary>One request, whatever carried it. The caller is already authenticated.</summary>
public sealed record ApiRequest
{
    /// <summary>Upper case: GET, POST, PUT, PATCH, DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>Decoded, without the query: <c>/api/v1/nodes</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Decoded; of a repeated parameter the first.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>All values of the parameter <c>command</c>, in their order.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>The protocols of the websocket that is asked for, in the client's order; null when none is.</summary>
    public ImmutableArray<string>? SocketProtocols { get; init; }

    public string? ContentType { get; init; }

    public string? Accept { get; init; }

    /// <summary>Who asks; what the audit names.</summary>
    public required string User { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }
}
