using Burst.Emulator.Runtime;

namespace Burst.Emulator.Groups;

/// <summary>The service's words for where a group is.</summary>
internal static class GroupState
{
    /// <summary>Also the status of its newest operation.</summary>
    public static string ProvisioningState(GroupRecord group, GroupStatus? status, DateTimeOffset now) => group.Phase switch
    {
        GroupPhase.Provisioning when group.Eviction is null => now < group.Deployment.PullingAt ? "Pending" : "Creating",
        GroupPhase.Launched when status is null or { IsPulling: true } => "Creating",
        GroupPhase.Failed => "Failed",
        _ => group.Deployment.LiveFailure is null ? "Succeeded" : "Failed",
    };

    public static string InstanceState(GroupRecord group, GroupStatus? status) => group.Phase switch
    {
        GroupPhase.Provisioning => "Pending",
        GroupPhase.Launched => status is null or { IsPulling: true } ? "Pending" : "Running",
        GroupPhase.Ended => status?.Containers.All(c => c.ExitCode == 0) == true ? "Succeeded" : "Failed",
        GroupPhase.Failed => "Failed",
        _ => "Stopped",
    };
}
