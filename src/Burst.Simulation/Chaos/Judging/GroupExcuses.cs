namespace Burst.Simulation.Chaos.Judging;

/// <summary>Which groups the control plane cannot be blamed for when it counts what lives.</summary>
internal static class GroupExcuses
{
    /// <summary>It came, or came back, through a late message: its pod has its place elsewhere by then.</summary>
    public static bool IsUnknownToPlanner(PodLife life) => life.IsReturn || life.IsOfLateMessage || life.IsOfGivenUpMessage;
}
