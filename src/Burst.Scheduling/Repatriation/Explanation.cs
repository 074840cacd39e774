using Burst.Core.Events;
using Burst.Core.Pods;
using Burst.Scheduling.Placement;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Repatriation;

/// <summary>What is written down of a pod that has its place, and keeps it or gives it up.</summary>
internal static class Explanation
{
    public static PlacementDecision Of(PlanBuilder plan, Pod pod, string reason) => new()
    {
        Pod = pod.Uid,
        Namespace = pod.Metadata.Namespace,
        PodName = pod.Metadata.Name,
        At = plan.Now,
        Node = pod.Placement?.Node,
        Tier = pod.Placement?.Tier,
        PricePerHour = pod.Placement?.PricePerHour,
        Reason = reason,
        Policy = PlacementRecorder.Describe(PolicyResolver.Find(plan.State, pod)),
        Waited = TimeSpan.Zero,
        Considered = [],
    };
}
