using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>A node's ports lead to one pod each: where another has one that a pod asks for, also one that is just ending, it cannot be.</summary>
internal static class HostPortRule
{
    public const string Obstacle = "no free host port";

    /// <summary>The first that another pod has; null when all are free.</summary>
    public static HostPort? FindTaken(VmCapacity node, Pod pod)
    {
        if (node.HostPorts.IsEmpty)
            return null;
        foreach (var wanted in pod.Spec.HostPorts)
        {
            if (node.HostPorts.Exists(taken => taken.ConflictsWith(wanted)))
                return wanted;
        }

        return null;
    }
}
