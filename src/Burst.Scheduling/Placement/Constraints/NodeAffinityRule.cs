using Burst.Core.Nodes;
using Burst.Core.Pods;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>A pod goes only where its nodeSelector and what its node affinity requires hold.</summary>
internal static class NodeAffinityRule
{
    private const string SelectorObstacle = "node selector does not match";
    private const string AffinityObstacle = "node affinity does not match";

    public static bool Matches(Node node, Pod pod) => FindUnmet(node, pod) is null && pod.Spec.Affinity?.NodeAffinity?.Matches(node) is null or true;

    public static (string Obstacle, string Detail)? FindObstacle(Node node, Pod pod)
    {
        if (FindUnmet(node, pod) is var (key, value))
            return (SelectorObstacle, $"wants {key}={value}, the node has {(node.FindLabel(key) is { } actual ? $"{key}={actual}" : "no such label")}");
        return pod.Spec.Affinity?.NodeAffinity?.Matches(node) == false
            ? (AffinityObstacle, "none of the terms that its node affinity requires holds of the node")
            : null;
    }

    /// <summary>The sum of the weights of what the pod prefers and the node has.</summary>
    public static long SumWeights(Node node, Pod pod)
    {
        var sum = 0L;
        foreach (var term in pod.Spec.Affinity?.NodeAffinity?.Preferred ?? [])
            sum += term.Preference.Matches(node) ? term.Weight : 0;
        return sum;
    }

    private static (string Key, string Value)? FindUnmet(Node node, Pod pod)
    {
        if (pod.Spec.NodeSelector.IsEmpty)
            return null;
        foreach (var (key, value) in pod.Spec.NodeSelector)
        {
            if (node.FindLabel(key) != value)
                return (key, value);
        }

        return null;
    }
}
