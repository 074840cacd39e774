using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Scheduling.Reconcile;

/// <summary>
/// Which pods to give up when there are too many: first those without a place, then those that do not run yet, then the dearest, then the
/// youngest. What waits for a place costs nothing, and may wait for long: it is no substitute for what has one.
/// </summary>
internal static class EndingOrder
{
    public static IEnumerable<Pod> Of(IEnumerable<Pod> pods) => pods
        .OrderBy(pod => pod.HoldsCapacity)
        .ThenBy(pod => pod.Phase == PodPhase.Running)
        .ThenByDescending(pod => pod.Placement?.PricePerHour ?? Money.Zero)
        .ThenByDescending(pod => pod.Metadata.CreatedAt)
        .ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal);
}
