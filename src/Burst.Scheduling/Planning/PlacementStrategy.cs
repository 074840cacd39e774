namespace Burst.Scheduling.Planning;

/// <summary>How VM nodes are filled, in Swarm's words.</summary>
public enum PlacementStrategy
{
    /// <summary>The node with the fewest pods of the same workload first.</summary>
    Spread,

    /// <summary>The fullest node that fits first, so that others stay empty.</summary>
    Binpack,
}
