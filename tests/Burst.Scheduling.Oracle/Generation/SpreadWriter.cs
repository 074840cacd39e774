using System.Text.Json;

namespace Burst.Scheduling.Oracle.Generation;

/// <summary>One or two topology spread constraints, of different keys, as Kubernetes demands of those that do the same.</summary>
internal static class SpreadWriter
{
    private static readonly string[] Keys = [Vocabulary.Zone, Vocabulary.Host, Vocabulary.Rack];

    /// <param name="forbidPercent">How many of them forbid and do not only prefer.</param>
    public static void Write(Utf8JsonWriter json, Dice dice, SelectorWriter selectors, int forbidPercent)
    {
        json.WriteStartArray("topologySpreadConstraints");
        var first = dice.Next(Keys.Length);
        for (var i = 0; i < (dice.Chance(30) ? 2 : 1); i++)
            WriteConstraint(json, dice, selectors, Keys[(first + i) % Keys.Length], forbidPercent);
        json.WriteEndArray();
    }

    private static void WriteConstraint(Utf8JsonWriter json, Dice dice, SelectorWriter selectors, string key, int forbidPercent)
    {
        var forbids = dice.Chance(forbidPercent);
        json.WriteStartObject();
        json.WriteNumber("maxSkew", dice.Pick(1, 1, 1, 2, 3));
        json.WriteString("topologyKey", key);
        json.WriteString("whenUnsatisfiable", forbids ? "DoNotSchedule" : "ScheduleAnyway");
        if (selectors.WriteLabelSelector("labelSelector"))
            selectors.WriteLabelKeys(mismatchToo: false);
        if (forbids && dice.Chance(25))
            json.WriteNumber("minDomains", 1 + dice.Next(4));
        if (dice.Chance(30))
            json.WriteString("nodeAffinityPolicy", dice.Pick("Honor", "Ignore"));
        if (dice.Chance(60))
            json.WriteString("nodeTaintsPolicy", dice.Pick("Honor", "Honor", "Ignore"));
        json.WriteEndObject();
    }
}
