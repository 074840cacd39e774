using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>What must hold on any node, before capacity and price are looked at.</summary>
internal static class NodeChecks
{
    public static (string Obstacle, string Detail)? FindObstacle(Node node, PodSpec spec, HostLimits hostLimits)
    {
        if (!node.IsReady)
            return ("not ready", node.Readiness.Message);
        if (node.IsCordoned)
            return ("cordoned", "no new pods until it is uncordoned");
        foreach (var (key, value) in spec.NodeSelector)
        {
            if (!node.Metadata.Labels.TryGetValue(key, out var actual) || actual != value)
                return ("node selector does not match", $"wants {key}={value}, the node has {(actual is null ? "no such label" : $"{key}={actual}")}");
        }

        return hostLimits(node.Name, spec) is { } unsupported ? ("unsupported by the host", unsupported) : null;
    }
}
