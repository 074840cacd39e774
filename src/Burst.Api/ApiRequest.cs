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

    public string? ContentType { get; init; }

    public string? Accept { get; init; }

    /// <summary>Who asks; what the audit names.</summary>
    public required string User { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }
}
