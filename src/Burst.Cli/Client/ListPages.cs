using System.Text.Json.Nodes;

namespace Burst.Cli.Client;

/// <summary>A list in full: the server gives it in pages.</summary>
internal static class ListPages
{
    /// <param name="path">Of a list, or of one object, which has but one page.</param>
    /// <param name="items">The key that holds the items: <c>items</c>, or <c>rows</c> of a table.</param>
    /// <param name="read">Reads one page.</param>
    public static async Task<JsonNode> ReadAllAsync(string path, string items, Func<string, Task<JsonNode>> read)
    {
        var whole = await read(path).ConfigureAwait(false);
        for (var token = Continuation(whole); token is not null;)
        {
            var page = await read($"{path}{(path.Contains('?') ? '&' : '?')}continue={Uri.EscapeDataString(token)}").ConfigureAwait(false);
            var found = page[items]!.AsArray();
            var moved = found.ToList();
            found.Clear();
            foreach (var item in moved)
                whole[items]!.AsArray().Add(item);
            token = Continuation(page);
        }

        (whole["metadata"] as JsonObject)?.Remove("continue");
        return whole;
    }

    /// <summary>What to ask for the rest by; null when there is none.</summary>
    public static string? Continuation(JsonNode page) => page["metadata"]?["continue"]?.GetValue<string>() is { Length: > 0 } token ? token : null;
}
