using System.Text.Json;

namespace Burst.Scheduling.Oracle.Generation;

internal static class NamespaceWriter
{
    public static ReadOnlySpan<string> Names => new[] { "default", "team-a", "team-b" };

    public static void Write(Utf8JsonWriter json, Dice dice)
    {
        json.WriteStartArray("namespaces");
        foreach (var name in Names)
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            json.WriteString("name", name);
            json.WriteStartObject("labels");
            json.WriteString("kubernetes.io/metadata.name", name);
            if (dice.Chance(70))
                json.WriteString("team", dice.Pick("a", "b"));
            if (dice.Chance(50))
                json.WriteString("env", dice.Pick("prod", "test"));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
