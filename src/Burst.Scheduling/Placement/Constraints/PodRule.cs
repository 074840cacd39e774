using Burst.Core.Nodes;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>What one pod asks of where other pods are, or others ask of it, with those pods counted.</summary>
internal abstract class PodRule
{
    private readonly Dictionary<string, bool> concerns = new(StringComparer.Ordinal);

    /// <summary>A pod that was counted since this was last unset may have made room for the one that asks.</summary>
    public bool HasOpened { get; set; }

    /// <summary>Counts pods that are alike onto a node, or off it.</summary>
    public void Count(PodGroupKey group, Node node, PodTally tally)
    {
        if (!concerns.TryGetValue(group.Text, out var isConcerned))
            concerns[group.Text] = isConcerned = Concerns(group);
        if (isConcerned)
            Add(group, node, tally);
    }

    /// <summary>Null where the node may have the pod.</summary>
    public virtual (string Obstacle, string Detail)? FindObstacle(Node node) => null;

    /// <summary>Whether pods like these count at all.</summary>
    protected abstract bool Concerns(PodGroupKey group);

    protected abstract void Add(PodGroupKey group, Node node, PodTally tally);
}
