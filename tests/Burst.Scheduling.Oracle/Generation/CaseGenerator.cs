using System.Buffers;
using System.Text.Json;

namespace Burst.Scheduling.Oracle.Generation;

/// <summary>
/// Random cases in the exchange format: valid Kubernetes objects of a small vocabulary, so that they meet. A case has some kinds of
/// constraint (its themes) at a rate that leaves each of them alone to decide often enough. The same seed and index give the same text.
/// </summary>
/// <param name="seed">Another one gives other cases.</param>
/// <param name="kinds">The only kinds that occur, where a scheduler does not know all of them.</param>
/// <param name="hasOverhead">Whether pods may have overhead.</param>
public sealed class CaseGenerator(ulong seed, Refusals kinds = (Refusals)~0, bool hasOverhead = true)
{
    /// <summary>Percent of the cases that have a kind among their themes.</summary>
    private static readonly (Refusals Kind, int Percent)[] Rates =
    [
        (Refusals.Cpu, 22),
        (Refusals.Memory, 22),
        (Refusals.EphemeralStorage, 20),
        (Refusals.Extended, 17),
        (Refusals.Pods, 28),
        (Refusals.HostPorts, 40),
        (Refusals.NodeName, 11),
        (Refusals.NodeSelector, 15),
        (Refusals.NodeAffinity, 18),
        (Refusals.Taint, 21),
        (Refusals.Unschedulable, 22),
        (Refusals.PodAffinity, 14),
        (Refusals.PodAntiAffinity, 22),
        (Refusals.ExistingPodAntiAffinity, 29),
        (Refusals.TopologySpread, 28),
        (Refusals.SchedulingGates, 7),
        (Refusals.Marathon, 20),
    ];

    private readonly ArrayBufferWriter<byte> buffer = new(16 * 1024);
    private readonly Utf8JsonWriter json = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });

    /// <summary>The text of a case; valid until the next is made.</summary>
    public ReadOnlyMemory<byte> Generate(long index)
    {
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        Write(Dice.For(seed, index), Dice.For(~seed, index));
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <param name="dice">Decides on all that may refuse.</param>
    /// <param name="wishes">Decides on what is only preferred.</param>
    private void Write(Dice dice, Dice wishes)
    {
        var themes = DrawThemes(dice);
        var nodes = 1 + dice.Next(8);
        var pods = new PodDraft[dice.Next((2 * nodes) + 3)];
        for (var i = 0; i < pods.Length; i++)
            pods[i] = PodDraft.Draw(dice, themes, dice.Next(nodes), hasOverhead);
        json.WriteStartObject();
        NamespaceWriter.Write(json, dice);
        var evicting = new NodeWriter(json, dice, themes).Write(nodes, pods);
        var writer = new PodWriter(json, dice, themes, nodes, new WishWriter(json, wishes));
        json.WriteStartArray("pods");
        for (var i = 0; i < pods.Length; i++)
            writer.WriteBound(pods[i], i, evicting[pods[i].Node]);
        json.WriteEndArray();
        json.WritePropertyName("pod");
        writer.WriteIncoming(PodDraft.Draw(dice, themes, node: -1, hasOverhead));
        json.WriteEndObject();
    }

    /// <summary>
    /// In one case of twelve everything is mixed with everything. Topology spread comes with what its policies look at more often than
    /// chance would have it.
    /// </summary>
    private Refusals DrawThemes(Dice dice)
    {
        var isMixed = dice.Next(12) == 0;
        var themes = Refusals.None;
        foreach (var (kind, percent) in Rates)
            if (dice.Chance(isMixed ? Math.Max(percent, 60) : percent))
                themes |= kind;
        if (themes.HasFlag(Refusals.TopologySpread) && dice.Chance(35))
            themes |= dice.Pick(Refusals.Taint, Refusals.Taint | Refusals.Unschedulable, Refusals.NodeAffinity, Refusals.NodeSelector);
        return themes & kinds;
    }
}
