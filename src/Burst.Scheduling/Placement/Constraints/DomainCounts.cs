using Burst.Core.Nodes;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>Pods, or weights, counted by the value that their nodes have of one label.</summary>
internal sealed class DomainCounts(string topologyKey)
{
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);

    public string TopologyKey => topologyKey;

    /// <summary>No value has any.</summary>
    public bool IsEmpty => counts.Count == 0;

    /// <summary>Of all values; zero where nothing is counted on any node that has the label.</summary>
    public long Total { get; private set; }

    /// <summary>Of the value that the node has; zero where it has none.</summary>
    public long On(Node node) => node.FindLabel(topologyKey) is { } value ? counts.GetValueOrDefault(value) : 0;

    /// <returns>Whether the value had nothing before and has now.</returns>
    public bool Add(Node node, long more)
    {
        if (more == 0 || node.FindLabel(topologyKey) is not { } value)
            return false;
        var before = counts.GetValueOrDefault(value);
        if (before + more == 0)
            counts.Remove(value);
        else
            counts[value] = before + more;
        Total += more;
        return before <= 0 && before + more > 0;
    }
}
