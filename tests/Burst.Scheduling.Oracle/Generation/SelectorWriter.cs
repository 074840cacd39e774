using System.Text.Json;

namespace Burst.Scheduling.Oracle.Generation;

/// <summary>Selectors of pods and of namespaces.</summary>
internal sealed class SelectorWriter(Utf8JsonWriter json, Dice dice)
{
    public void WritePodTerm()
    {
        json.WriteString("topologyKey", dice.Pick(Vocabulary.Zone, Vocabulary.Rack, Vocabulary.Host));
        var hasSelector = WriteLabelSelector("labelSelector");
        if (hasSelector)
            WriteLabelKeys(mismatchToo: true);
        WriteNamespaces();
    }

    /// <returns>False: none was written, which selects nothing.</returns>
    public bool WriteLabelSelector(string name)
    {
        if (dice.Chance(4))
            return false;
        json.WriteStartObject(name);
        if (!dice.Chance(6))
            WriteApps();
        json.WriteEndObject();
        return true;
    }

    /// <summary>Keys that the selectors made here do not mention themselves, as Kubernetes demands.</summary>
    public void WriteLabelKeys(bool mismatchToo)
    {
        if (!dice.Chance(20))
            return;
        json.WriteStartArray(mismatchToo && dice.Chance(40) ? "mismatchLabelKeys" : "matchLabelKeys");
        json.WriteStringValue("pod-template-hash");
        if (dice.Chance(20))
            json.WriteStringValue("example.com/absent");
        json.WriteEndArray();
    }

    public void WriteNamespaces()
    {
        if (dice.Chance(25))
        {
            json.WriteStartArray("namespaces");
            json.WriteStringValue(dice.Pick(NamespaceWriter.Names));
            json.WriteEndArray();
        }

        if (!dice.Chance(25))
            return;
        json.WriteStartObject("namespaceSelector");
        if (dice.Chance(70))
            WriteTeams();
        json.WriteEndObject();
    }

    private void WriteApps()
    {
        var isByLabels = dice.Chance(55);
        if (isByLabels)
            WriteMatchLabels("app", dice.Pick("web", "web", "db"));
        if (isByLabels && !dice.Chance(25))
            return;
        json.WriteStartArray("matchExpressions");
        if (dice.Chance(50))
            WriteExpression("tier", "front", "back");
        else
            WriteExpression("app", "web", "db");
        json.WriteEndArray();
    }

    private void WriteTeams()
    {
        if (dice.Chance(50))
        {
            WriteMatchLabels("team", dice.Pick("a", "b"));
            return;
        }

        json.WriteStartArray("matchExpressions");
        WriteExpression("env", "prod", "test");
        json.WriteEndArray();
    }

    private void WriteMatchLabels(string key, string value)
    {
        json.WriteStartObject("matchLabels");
        json.WriteString(key, value);
        json.WriteEndObject();
    }

    private void WriteExpression(string key, string one, string other)
    {
        var comparison = dice.Pick("In", "NotIn", "Exists", "DoesNotExist");
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteString("operator", comparison);
        if (comparison is "In" or "NotIn")
        {
            json.WriteStartArray("values");
            json.WriteStringValue(dice.Pick(one, other));
            if (dice.Chance(25))
                json.WriteStringValue("other");
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
