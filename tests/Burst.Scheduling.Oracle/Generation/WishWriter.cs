using System.Text.Json;

namespace Burst.Scheduling.Oracle.Generation;

/// <summary>What pods only prefer; in about half of the cases something.</summary>
internal sealed class WishWriter(Utf8JsonWriter json, Dice dice)
{
    private readonly SelectorWriter selectors = new(json, dice);
    private readonly bool hasAny = dice.Chance(50);

    /// <summary>Whether the next pod has a wish of some kind.</summary>
    public bool Draw(int percent) => hasAny && dice.Chance(percent);

    public void WriteNodes() => WriteWeighted("preference", () => NodeAffinityWriter.WriteExpressions(json, dice));

    public void WritePods() => WriteWeighted("podAffinityTerm", selectors.WritePodTerm);

    public void WriteSpread() => SpreadWriter.Write(json, dice, selectors, forbidPercent: 0);

    private void WriteWeighted(string name, Action writeTerm)
    {
        json.WriteStartArray("preferredDuringSchedulingIgnoredDuringExecution");
        for (var i = 0; i < 1 + dice.Next(2); i++)
        {
            json.WriteStartObject();
            json.WriteNumber("weight", dice.Pick(1, 5, 30, 100));
            json.WriteStartObject(name);
            writeTerm();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
