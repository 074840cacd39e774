namespace Burst.Simulation.Chaos.Judging;

/// <summary>Which groups the control plane cannot be blamed for when it counts what lives.</summary>
internal static class GroupExcuses
{
    /// <summary>Notes of a group that begins whether its message had been given up; before any check counts it.</summary>
    public static void Note(JudgedWorld world, PodLife life) =>
        life.IsOfGivenUpMessage = life.AskedAt is { } asked && life.StartedAt - asked > world.Limits.GivenUpAfter
            && world.Book.Find(life.Workload)?.SentAt is { } changed && changed > asked && changed < life.StartedAt;

    /// <summary>It came, or came back, through a late message: its pod has its place elsewhere by then.</summary>
    public static bool IsUnknownToPlanner(PodLife life) => life.IsReturn || life.IsOfLateMessage || life.IsOfGivenUpMessage;
}
