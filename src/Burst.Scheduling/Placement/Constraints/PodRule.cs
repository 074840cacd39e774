using Burst.Core.Nodes;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>What one pod asks of where other pods are, or others ask of it, with those pods counted.</summary>
internal abstract class PodRule
{
    private readonly Dictionary<PodGroupKey, bool> concerns = [];

    /// <summary>The labels of nodes that it goes by: it says the same of nodes that have the same values of these.</summary>
    public abstract IEnumerable<string> TopologyKeys { get; }

    /// <summary>Another number once <see cref="TopologyKeys"/> have become more: some come with the pods that are counted.</summary>
    public virtual int TopologyKeysVersion => 0;

    /// <summary>Counts pods that are alike onto a node, or off it.</summary>
    /// <returns>Whether that may have made room for the one that asks.</returns>
    public bool Count(PodGroupKey group, Node node, PodTally tally) => IsConcerned(group) && Add(group, node, tally);

    /// <summary>Whether pods like these count at all.</summary>
    public bool IsConcerned(PodGroupKey group)
    {
        if (!concerns.TryGetValue(group, out var isConcerned))
            concerns[group] = isConcerned = Concerns(group);
        return isConcerned;
    }

    /// <summary>Whether the node may have the pod.</summary>
    public virtual bool Allows(Node node) => true;

    /// <summary>The same, with why not; null where the node may have the pod.</summary>
    public virtual (string Obstacle, string Detail)? FindObstacle(Node node) => null;

    protected abstract bool Concerns(PodGroupKey group);

    /// <returns>Whether that may have made room for the one that asks.</returns>
    protected abstract bool Add(PodGroupKey group, Node node, PodTally tally);
}
