using System.Text.Json;

namespace Burst.Scheduling.Oracle.Generation;

/// <summary>Node affinity, whose required part has one or two terms.</summary>
internal static class NodeAffinityWriter
{
    public static void WriteRequired(Utf8JsonWriter json, Dice dice, int nodes)
    {
        json.WriteStartObject("requiredDuringSchedulingIgnoredDuringExecution");
        json.WriteStartArray("nodeSelectorTerms");
        for (var i = 0; i < 1 + dice.Next(2); i++)
            WriteTerm(json, dice, nodes);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteExpressions(Utf8JsonWriter json, Dice dice)
    {
        json.WriteStartArray("matchExpressions");
        for (var i = 0; i < 1 + dice.Next(2); i++)
            WriteExpression(json, dice);
        json.WriteEndArray();
    }

    private static void WriteTerm(Utf8JsonWriter json, Dice dice, int nodes)
    {
        json.WriteStartObject();
        var hasFields = dice.Chance(15);
        if (hasFields)
            WriteFields(json, dice, nodes);
        if (!dice.Chance(hasFields ? 50 : 6))
            WriteExpressions(json, dice);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, Dice dice, int nodes)
    {
        json.WriteStartArray("matchFields");
        WriteRequirement(json, "metadata.name", dice.Pick("In", "NotIn"), Vocabulary.NodeName(dice.Next(nodes)));
        json.WriteEndArray();
    }

    private static void WriteExpression(Utf8JsonWriter json, Dice dice)
    {
        var comparison = dice.Pick("In", "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt");
        if (comparison is "Gt" or "Lt")
            WriteRequirement(json, "generation", comparison, dice.Pick("1", "2", "5"));
        else if (dice.Chance(50))
            WriteRequirement(json, "disktype", comparison, dice.Pick("ssd", "hdd"));
        else
            WriteRequirement(json, Vocabulary.Zone, comparison, dice.Pick("a", "b", "c"));
    }

    private static void WriteRequirement(Utf8JsonWriter json, string key, string comparison, string value)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteString("operator", comparison);
        if (comparison is not ("Exists" or "DoesNotExist"))
        {
            json.WriteStartArray("values");
            json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
