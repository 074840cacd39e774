namespace Burst.Scheduling.Oracle.Model;

/// <param name="Selector">Labels; without any it selects all pods of the namespace.</param>
/// <param name="Allowed">How many of them may go.</param>
internal sealed record DisruptionBudget(string Namespace, IReadOnlyDictionary<string, string> Selector, int Allowed)
{
    public bool Selects(Pod pod) => pod.Namespace == Namespace && Selector.All(label => pod.Labels[label.Key] == label.Value);
}
