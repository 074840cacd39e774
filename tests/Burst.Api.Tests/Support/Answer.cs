using System.Text;
using System.Text.Json.Nodes;

namespace Burst.Api.Tests.Support;

/// <summary>A response, read.</summary>
internal sealed record Answer(ApiResponse Response, string Text)
{
    public int Status => Response.Status;

    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The texts of a member of each item.</summary>
    public string[] Names => [.. Json["items"]!.AsArray().Select(item => item!["metadata"]!["name"]!.ToString())];

    public string Message => Json["message"]!.ToString();

    public string Reason => Json["reason"]!.ToString();

    public static async Task<Answer> ReadAsync(ApiResponse response)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(response.Body.Span));
        if (response.Stream is not null)
        {
            await foreach (var chunk in response.Stream)
                text.Append(Encoding.UTF8.GetString(chunk.Span));
        }

        return new Answer(response, text.ToString());
    }

    /// <summary>The value at a path like <c>status.phase</c> or <c>rows.0.cells</c>; null when there is none.</summary>
    public JsonNode? At(string path)
    {
        JsonNode? node = Json;
        foreach (var part in path.Split('/'))
            node = int.TryParse(part, out var index) && node is JsonArray array ? array.ElementAtOrDefault(index) : (node as JsonObject)?[part];
        return node;
    }
}
