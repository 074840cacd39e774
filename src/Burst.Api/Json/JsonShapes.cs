using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Burst.Api.Json;

/// <summary>How values look in bodies, the Kubernetes way.</summary>
internal static class JsonShapes
{
    /// <summary>RFC 3339 to the second, as Kubernetes writes times.</summary>
    public static string Show(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>To the millisecond, for Burst's own bodies.</summary>
    public static string ShowExact(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static JsonObject ToJson(this ImmutableSortedDictionary<string, string> map)
    {
        var json = new JsonObject();
        foreach (var (key, value) in map)
            json[key] = value;
        return json;
    }

    public static JsonArray ToJsonArray(this IEnumerable<JsonNode?> nodes) => [.. nodes];

    public static JsonArray ToJsonArray(this IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)JsonValue.Create(text))];

    /// <summary>Sets the member unless there is nothing to say.</summary>
    public static void SetIfAny(this JsonObject json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json[name] = value;
    }
}
