namespace Burst.Simulation.Chaos.Judging;

/// <summary>Which groups the control plane cannot be blamed for when it counts what lives.</summary>
internal sealed class GroupExcuses(JudgedWorld world)
{
    /// <summary>A repeated message arrives this much later at most.</summary>
    private static readonly TimeSpan RepeatsWithin = TimeSpan.FromSeconds(30);

    /// <summary>It came back through a late message, or was made by one for a pod that has its place elsewhere by then.</summary>
    public bool IsUnknownToPlanner(PodLife life) => life.IsReturn || IsMadeByRepeat(world, life);

    /// <summary>The first arrival of its create may have been refused, and the second had its effect.</summary>
    public static bool IsMadeByRepeat(JudgedWorld world, PodLife life) =>
        world.Faults.WasAbout(FaultGroups.Repeats, life.StartedAt - RepeatsWithin, life.StartedAt);
}
