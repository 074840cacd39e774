using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Burst.Api.Json;

namespace Burst.Api;

/// <summary>One answer. With a <see cref="Stream"/> the body is what it yields, written and flushed as it comes.</summary>
public sealed record ApiResponse
{
    public const string JsonType = "application/json";

    public required int Status { get; init; }

    public string ContentType { get; init; } = JsonType;

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>May throw while it is read: the answer is then incomplete and its connection must be broken off, not closed in good order.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>>? Stream { get; init; }

    /// <summary>In place of a body: the connection becomes a websocket.</summary>
    public ApiUpgrade? Upgrade { get; init; }

    public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    internal static ApiResponse Json(int status, JsonNode body) => new() { Status = status, Body = JsonBytes.Of(body) };

    internal static ApiResponse Text(string contentType, string body) =>
        new() { Status = 200, ContentType = contentType, Body = Encoding.UTF8.GetBytes(body) };
}
