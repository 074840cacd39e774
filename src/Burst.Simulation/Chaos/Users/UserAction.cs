namespace Burst.Simulation.Chaos.Users;

internal enum UserAction
{
    CreateJob,

    /// <summary>Many jobs in one file.</summary>
    BurstOfJobs,
    CreateService,
    Scale,

    /// <summary>A new template: all pods are replaced.</summary>
    Update,
    Delete,
    DeletePod,

    /// <summary>A machine takes no new pods for a while.</summary>
    Cordon,

    /// <summary>Nothing new is created for a while.</summary>
    Pause,
    ChangeSecret,
    Look,
}
