using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Scheduling.Reconcile;

/// <summary>Which pods to give up when there are too many: first those that do not run yet, then the dearest, then the youngest.</summary>
internal static class EndingOrder
{
    public static IEnumerable<Pod> Of(IEnumerable<Pod> pods) => pods
        .OrderBy(pod => pod.Phase == PodPhase.Running)
        .ThenByDescending(pod => pod.Placement?.PricePerHour ?? Money.Zero)
        .ThenByDescending(pod => pod.Metadata.CreatedAt)
        .ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal);
}
