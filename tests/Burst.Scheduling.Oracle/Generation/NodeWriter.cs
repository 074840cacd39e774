using System.Text.Json;

namespace Burst.Scheduling.Oracle.Generation;

/// <summary>Nodes that have a little less or more room than the pods on them and the one to come would need, where that is a theme.</summary>
internal sealed class NodeWriter(Utf8JsonWriter json, Dice dice, Refusals themes)
{
    /// <returns>For each node, whether a taint would evict what does not tolerate it.</returns>
    public bool[] Write(int nodes, PodDraft[] pods)
    {
        var evicting = new bool[nodes];
        json.WriteStartArray("nodes");
        for (var i = 0; i < nodes; i++)
        {
            json.WriteStartObject();
            WriteMetadata(i);
            json.WriteStartObject("spec");
            if (themes.HasFlag(Refusals.Unschedulable) && dice.Chance(30))
                json.WriteBoolean("unschedulable", true);
            if (themes.HasFlag(Refusals.Taint) && dice.Chance(60))
                evicting[i] = WriteTaints();
            json.WriteEndObject();
            WriteStatus(i, pods);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return evicting;
    }

    private void WriteMetadata(int index)
    {
        json.WriteStartObject("metadata");
        json.WriteString("name", Vocabulary.NodeName(index));
        json.WriteStartObject("labels");
        json.WriteString("kubernetes.io/hostname", Vocabulary.NodeName(index));
        if (dice.Chance(88))
            json.WriteString(Vocabulary.Zone, dice.Pick("a", "b", "c"));
        if (dice.Chance(80))
            json.WriteString(Vocabulary.Rack, dice.Pick("r1", "r2"));
        if (dice.Chance(75))
            json.WriteString("disktype", dice.Pick("ssd", "hdd"));
        if (dice.Chance(70))
            json.WriteString("generation", dice.Pick("1", "2", "3", "10", "07", "new"));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private bool WriteTaints()
    {
        var evicts = false;
        json.WriteStartArray("taints");
        var first = dice.Next(3);
        for (var i = 0; i < 1 + dice.Next(2); i++)
        {
            var effect = dice.Pick("NoSchedule", "NoSchedule", "NoExecute", "PreferNoSchedule");
            evicts |= effect == "NoExecute";
            json.WriteStartObject();
            json.WriteString("key", Vocabulary.TaintKeys[(first + i) % 3]);
            if (dice.Chance(75))
                json.WriteString("value", dice.Pick("gpu", "db"));
            json.WriteString("effect", effect);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return evicts;
    }

    private void WriteStatus(int index, PodDraft[] pods)
    {
        var taken = new Demand();
        var count = 0;
        foreach (var pod in pods)
        {
            if (pod.Node != index || pod.HasEnded)
                continue;
            taken += pod.Total;
            count++;
        }

        json.WriteStartObject("status");
        json.WriteStartObject("allocatable");
        Room(taken).Write(json, dice, zeros: true, isNode: true);
        json.WriteString("pods", (themes.HasFlag(Refusals.Pods) && dice.Chance(25) ? count + dice.Pick(0, 0, 1) : count + 20).ToString());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private Demand Room(Demand taken) => new(
        taken.CpuMillis + (themes.HasFlag(Refusals.Cpu) ? Slack(taken.CpuMillis, 250, 7) : 64_000),
        taken.MemoryMib + (themes.HasFlag(Refusals.Memory) ? Slack(taken.MemoryMib, 128, 7) : 65_536),
        taken.StorageMib + (themes.HasFlag(Refusals.EphemeralStorage) ? Slack(taken.StorageMib, 512, 5) : 65_536),
        taken.Gpus + (themes.HasFlag(Refusals.Extended) ? Slack(taken.Gpus, 1, 4) : 0));

    /// <summary>Rarely a node has promised more than it has: what asks for nothing of it still fits.</summary>
    private int Slack(int taken, int step, int steps) => taken >= step && dice.Chance(3) ? -step : step * dice.Next(steps);
}
