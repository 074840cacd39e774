using Burst.Core.Ids;

namespace Burst.Core.State;

/// <summary>Pods on nodes that look alike to other pods: those of one namespace with the same labels, and the same words on pods near them.</summary>
public sealed class PodGroup
{
    private readonly Dictionary<NodeName, PodTally> byNode = [];

    internal PodGroup(PodGroupKey key) => Key = key;

    public PodGroupKey Key { get; }

    /// <summary>How many of them each node has, in no order: they are only ever added up.</summary>
    public IReadOnlyDictionary<NodeName, PodTally> ByNode => byNode;

    internal void Add(NodeName node, PodTally more)
    {
        var tally = byNode.GetValueOrDefault(node) + more;
        if (tally == default)
            byNode.Remove(node);
        else
            byNode[node] = tally;
    }
}
