using System.Text.Json;

namespace Burst.Scheduling.Oracle.Generation;

/// <summary>One or two of Marathon's constraints, and the app that a pod belongs to.</summary>
internal static class MarathonWriter
{
    private static readonly string[] Fields = ["hostname", "@hostname", "@zone", Vocabulary.Zone, Vocabulary.Rack, Vocabulary.Rack, "disktype"];

    public static void WriteOwner(Utf8JsonWriter json, Dice dice, bool isIncoming)
    {
        if (!dice.Chance(isIncoming ? 96 : 85))
            return;
        json.WriteStartArray("ownerReferences");
        json.WriteStartObject();
        json.WriteString("kind", "Deployment");
        json.WriteString("name", isIncoming || dice.Chance(80) ? "web" : "db");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public static void WriteConstraints(Utf8JsonWriter json, Dice dice)
    {
        json.WriteStartObject("annotations");
        json.WriteString("burst.dev/constraints", $"[{string.Join(",", Enumerable.Range(0, dice.Chance(25) ? 2 : 1).Select(_ => Draw(dice)))}]");
        json.WriteEndObject();
    }

    private static string Draw(Dice dice)
    {
        var field = dice.Pick<string>(Fields);
        return dice.Next(7) switch
        {
            0 => Text(field, "UNIQUE"),
            1 => Text(field, "CLUSTER", Value(dice, field)),
            2 => Text(field, "CLUSTER"),
            3 => dice.Chance(50) ? Text(field, "GROUP_BY") : Text(field, "GROUP_BY", dice.Pick("1", "2", "3")),
            4 => Text(field, "LIKE", Pattern(dice, field)),
            5 => Text(field, "UNLIKE", Pattern(dice, field)),
            _ => Text(field, "MAX_PER", dice.Pick("1", "2", "3")),
        };
    }

    private static string Value(Dice dice, string field) => field switch
    {
        "hostname" or "@hostname" => Vocabulary.NodeName(dice.Next(3)),
        Vocabulary.Rack => dice.Pick("r1", "r2"),
        "disktype" => dice.Pick("ssd", "hdd"),
        _ => dice.Pick("a", "b", "c"),
    };

    /// <summary>Some match a part of a value only, which is no match.</summary>
    private static string Pattern(Dice dice, string field) => field switch
    {
        "hostname" or "@hostname" => dice.Pick("node[1-3]", "node(1|2)", ".*[24]", "node", "node2|node3.+"),
        Vocabulary.Rack => dice.Pick("r[12]", "r1", "r", "r1|r3"),
        "disktype" => dice.Pick("s+d", "(s|h)dd?", "ss", ".*"),
        _ => dice.Pick("[ab]", "a|b", "[^a]", ".*"),
    };

    private static string Text(params string[] parts) => $"[{string.Join(",", parts.Select(part => $"\"{part}\""))}]";
}
