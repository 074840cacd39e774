namespace Burst.Scheduling.Conformance;

/// <param name="Feasible">The nodes that it says would take the pod.</param>
/// <param name="Chosen">The node that it puts the pod on when it is left to decide; null: the pod waits.</param>
public sealed record SchedulerAnswer(IReadOnlySet<string> Feasible, string? Chosen);
