using System.Text.Json;

namespace Burst.Scheduling.Oracle.Reading;

/// <summary>Fields of an object that may be absent; null counts as absent, as it does in Kubernetes.</summary>
internal static class JsonFields
{
    public static JsonElement? Field(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement? Field(this JsonElement? element, string name) => element is { } value ? value.Field(name) : null;

    public static string Text(this JsonElement? element) => element?.GetString() ?? "";

    public static bool IsTrue(this JsonElement? element) => element is { ValueKind: JsonValueKind.True };

    public static int? Number(this JsonElement? element) => element?.GetInt32();

    public static IReadOnlyList<T> List<T>(this JsonElement? element, Func<JsonElement, T> read) =>
        element is { } array ? [.. array.EnumerateArray().Select(read)] : [];

    public static IReadOnlyDictionary<string, string> Map(this JsonElement? element) =>
        element is { } map ? map.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!) : new Dictionary<string, string>();

    /// <exception cref="FormatException">The field is absent.</exception>
    public static string Required(this JsonElement element, string name) =>
        element.Field(name)?.GetString() ?? throw new FormatException($"'{name}' is missing in {Excerpt(element)}");

    private static string Excerpt(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length > 120 ? text[..120] + "…" : text;
    }
}
