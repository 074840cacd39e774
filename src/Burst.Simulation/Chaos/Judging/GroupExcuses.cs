namespace Burst.Simulation.Chaos.Judging;

/// <summary>Which groups the control plane cannot be blamed for when it counts what lives.</summary>
internal sealed class GroupExcuses(JudgedWorld world)
{
    /// <summary>It came, or came back, through a late message, or lists have hidden it for a while.</summary>
    public bool IsUnknownToPlanner(PodLife life) =>
        life.IsReturn || life.IsOfRepeat || world.Faults.WasAbout(FaultGroups.HidesGroups, life.StartedAt, world.Now);
}
