using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Burst.Emulator.Tests.Specs;

/// <summary>A body without what differs from one run to the next: times, addresses, ids of the directory, words for people.</summary>
internal static partial class Normal
{
    private static readonly string[] Volatile = ["ip", "message", "principalId", "tenantId", "webSocketUri", "password"];

    public static JsonNode Of(JsonNode body)
    {
        var copy = body.DeepClone();
        Visit(copy);
        return copy;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\z")]
    private static partial Regex Time();

    private static void Visit(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Visit(item);
        }

        if (node is not JsonObject members)
            return;
        foreach (var (name, member) in members.ToArray())
        {
            if (member is JsonValue value && (Volatile.Contains(name) || (value.TryGetValue(out string? text) && Time().IsMatch(text))))
                members[name] = $"<{name}>";
            else
                Visit(member);
        }
    }
}
