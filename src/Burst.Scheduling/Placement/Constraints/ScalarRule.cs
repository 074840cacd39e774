using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Units;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>Extended resources and ephemeral storage: a node has as much as it was said to have, a container group none.</summary>
internal static class ScalarRule
{
    /// <summary>It never had as much.</summary>
    public static (string Obstacle, string Detail)? FindObstacle(Node node, Pod pod)
    {
        var wanted = pod.Spec.ScalarRequests;
        var has = node.ScalarCapacity ?? ScalarResources.None;
        return wanted.FindShort(has) is { } name ? (Obstacle(name), $"wants {wanted[name]}, the node has {has[name]}") : null;
    }

    /// <summary>It has not as much left.</summary>
    public static (string Obstacle, string Detail)? FindObstacle(VmCapacity entry, Pod pod)
    {
        var wanted = pod.Spec.ScalarRequests;
        return wanted.FindShort(entry.FreeScalars) is { } name
            ? (Obstacle(name), $"wants {wanted[name]}, {entry.FreeScalars[name]} of {entry.Node.ScalarCapacity?[name] ?? 0} free")
            : null;
    }

    /// <summary>The same, where nobody reads why.</summary>
    public static bool IsShort(VmCapacity entry, Pod pod) => pod.Spec.ScalarRequests.FindShort(entry.FreeScalars) is not null;

    private static string Obstacle(string name) => $"insufficient {name}";
}
