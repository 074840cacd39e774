using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests;

internal sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string ErrorCode => Json["error"]!["code"]!.GetValue<string>();

    public string ErrorMessage => Json["error"]!["message"]!.GetValue<string>();

    public JsonNode? this[params string[] path] => path.Aggregate<string, JsonNode?>(Json, (node, name) => node?[name]);

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }
}
