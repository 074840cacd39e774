using Burst.Core.Nodes;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>What one pod asks of where other pods are, or others ask of it, with those pods counted.</summary>
internal abstract class PodRule
{
    /// <summary>The labels of nodes that it goes by: it says the same of nodes that have the same values of these.</summary>
    public abstract IEnumerable<string> TopologyKeys { get; }

    /// <summary>Another number once <see cref="TopologyKeys"/> have become more: some come with the pods that are counted.</summary>
    public virtual int TopologyKeysVersion => 0;

    /// <summary>Whether the node may have the pod.</summary>
    public virtual bool Allows(Node node) => true;

    /// <summary>The same, with why not; null where the node may have the pod.</summary>
    public virtual (string Obstacle, string Detail)? FindObstacle(Node node) => null;

    /// <summary>Whether pods like these count at all.</summary>
    public abstract bool Concerns(PodGroupKey group);

    /// <summary>Counts pods that are alike, and that it <see cref="Concerns"/>, onto a node, or off it.</summary>
    /// <returns>Whether that may have made room for the one that asks.</returns>
    public abstract bool Add(PodGroupKey group, Node node, PodTally tally);
}
