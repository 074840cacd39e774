using System.Text.Json;
using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Reading;

internal static class ResourceReader
{
    public static ResourceList Read(JsonElement? element) => Read(element, other: null);

    /// <summary>A resource that has a limit and no request is requested up to its limit.</summary>
    public static ResourceList ReadRequests(JsonElement? resources) => Read(resources.Field("requests"), resources.Field("limits"));

    private static ResourceList Read(JsonElement? element, JsonElement? other)
    {
        var amounts = new Dictionary<string, Int128>();
        foreach (var list in new[] { element, other })
            foreach (var entry in list?.EnumerateObject() ?? default)
                amounts.TryAdd(entry.Name, Amount(entry));
        return amounts.Count == 0 ? ResourceList.Empty : new ResourceList(amounts);
    }

    private static Int128 Amount(JsonProperty entry) =>
        Quantity.Parse(entry.Value.ValueKind == JsonValueKind.Number ? entry.Value.GetRawText() : entry.Value.GetString()!);
}
