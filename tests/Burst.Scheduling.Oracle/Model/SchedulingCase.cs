namespace Burst.Scheduling.Oracle.Model;

/// <summary>A cluster and the pod that wants in.</summary>
internal sealed record SchedulingCase
{
    /// <summary>The labels of each namespace by its name.</summary>
    public required IReadOnlyDictionary<string, Labels> Namespaces { get; init; }

    public required IReadOnlyList<Node> Nodes { get; init; }

    /// <summary>Those that are bound to a node and have not ended.</summary>
    public required IReadOnlyList<Pod> Pods { get; init; }

    public required Pod Pod { get; init; }

    public required IReadOnlyList<DisruptionBudget> Budgets { get; init; }

    public IEnumerable<Pod> On(Node node) => Pods.Where(pod => pod.NodeName == node.Name);
}
