namespace Burst.Scheduling.Oracle.Model;

internal sealed record Node(string Name, Labels Labels, IReadOnlyList<Taint> Taints, bool Unschedulable, ResourceList Allocatable);
