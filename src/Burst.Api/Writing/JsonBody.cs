using System.Text.Json;
using System.Text.Json.Nodes;
using Burst.Api.Errors;

namespace Burst.Api.Writing;

/// <summary>Reads a body that has to be one JSON object.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public static JsonObject Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            throw Refusal.BadRequest("the body is empty; a JSON object is expected");
        try
        {
            return JsonNode.Parse(body.Span, documentOptions: Options) as JsonObject
                ?? throw Refusal.BadRequest("the body is not a JSON object");
        }
        catch (JsonException exception)
        {
            throw Refusal.BadRequest($"the body is not valid JSON (line {exception.LineNumber + 1}): {exception.Message}");
        }
    }

    /// <summary>Null when it is not there.</summary>
    public static JsonObject? Object(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonObject found => found,
        _ => throw Refusal.BadRequest($"{name}: must be an object"),
    };

    /// <summary>Null when it is not there.</summary>
    public static string? Text(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => throw Refusal.BadRequest($"{name}: must be a string"),
    };
}
