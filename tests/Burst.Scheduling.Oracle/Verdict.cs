using System.Text.Json;

namespace Burst.Scheduling.Oracle;

/// <summary>The answer to one case.</summary>
/// <param name="Pod">What refuses the pod altogether: scheduling gates or nothing.</param>
/// <param name="Nodes">What each node refuses it for, in the order of the case; of a gated pod, what would once the gates are gone.</param>
public sealed record Verdict(Refusals Pod, IReadOnlyList<NodeVerdict> Nodes)
{
    public IEnumerable<string> FeasibleNodes => Nodes.Where(node => (node.Refusals | Pod) == Refusals.None).Select(node => node.Name);

    /// <summary>Of each feasible node, the higher the better.</summary>
    public IReadOnlyDictionary<string, long> Scores { get; init; } = new Dictionary<string, long>();

    /// <summary>The feasible nodes that no other scores better than.</summary>
    public IEnumerable<string> BestNodes => Scores.Where(score => score.Value == Scores.Values.Max()).Select(score => score.Key);

    /// <summary>The kinds without which one node more would be feasible.</summary>
    public Refusals Deciding => Nodes.Select(node => node.Refusals | Pod).Where(refusals => refusals.IsSingle()).Aggregate(Refusals.None, (all, one) => all | one);

    /// <summary><c>{"pod":[],"nodes":{"node1":[],"node2":["taint"]}}</c>: an empty list is a yes.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            Write(json, "pod", Pod);
            json.WriteStartObject("nodes");
            foreach (var node in Nodes)
                Write(json, node.Name, node.Refusals);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string name, Refusals refusals)
    {
        json.WriteStartArray(name);
        foreach (var kind in RefusalNames.Of(refusals))
            json.WriteStringValue(kind);
        json.WriteEndArray();
    }
}
