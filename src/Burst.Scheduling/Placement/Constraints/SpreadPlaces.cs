using Burst.Core.Constraints;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>The values that pods are spread over. Mostly labels alone decide which those are, and then they are the same for all templates that name the same ones.</summary>
internal sealed class SpreadPlaces
{
    private readonly Dictionary<string, IReadOnlyCollection<string>> byLabels = new(StringComparer.Ordinal);

    /// <summary>Nodes have come, gone or changed.</summary>
    public void Clear() => byLabels.Clear();

    /// <returns>The values of the constraint's label on the nodes that count for it, each once.</returns>
    public IReadOnlyCollection<string> FindValues(ClusterState state, SpreadNodes nodes, TopologySpreadConstraint constraint)
    {
        if (nodes.FindLabels(constraint) is not { } labels)
            return Read(state, nodes, constraint);
        var key = string.Join('\n', labels.Prepend(constraint.TopologyKey));
        if (!byLabels.TryGetValue(key, out var values))
            byLabels[key] = values = Read(state, nodes, constraint);
        return values;
    }

    private static HashSet<string> Read(ClusterState state, SpreadNodes nodes, TopologySpreadConstraint constraint)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in state.Nodes)
        {
            if (nodes.Includes(node, constraint))
                values.Add(node.FindLabel(constraint.TopologyKey)!);
        }

        return values;
    }
}
