using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

internal sealed partial class PodPlacer
{
    /// <summary>The VM node that one more pod like this would get now, where nothing that waits may need that room; null when there is none.</summary>
    public NodeName? FindRoomFor(Pod pod) =>
        vm.Choose(pod with { Refusals = [] }) is { } name && !IsClaimed(plan.State.FindNode(name)!) ? name : null;

    /// <summary>Puts a pod that has just been made where <see cref="FindRoomFor"/> found room.</summary>
    /// <param name="why">It is made at all.</param>
    public void PlaceAt(Pod pod, NodeName name, string why)
    {
        var (seen, best) = OfferOf(pod, plan.State.FindNode(name)!);
        vm.Take(name, pod);
        recorder.Place(pod, PolicyResolver.Find(plan.State, pod), seen, best, $"{why}; ");
        preemptor.NotePlaced(pod, name);
    }

    /// <summary>
    /// Something that waits could go there, if not now then once more of it is free: what would be put there meanwhile would keep it from it.
    /// </summary>
    private bool IsClaimed(Node node) =>
        plan.CreatedPods.Any(pod => IsWaiting(pod) && MayClaim(node, plan.Latest(pod)))
        || (plan.State.WaitingPodCount > 0 && plan.State.WaitingNamespaces
            .SelectMany(ns => plan.State.WaitingHeadsCpuMillis(ns).SelectMany(cpuMillis => plan.State.WaitingHeadsAskingFor(ns, cpuMillis))).Select(head => FindWaiting(head.Shape)).Any(pod => pod is not null && MayClaim(node, pod)));

    private Pod? FindWaiting(PodShape shape) => plan.State.WaitingPodsOf(shape).Where(IsWaiting).Select(plan.Latest).FirstOrDefault();

    private bool IsWaiting(Pod pod) => !plan.IsRemoved(pod) && plan.Latest(pod) is { HostState: HostState.None, IsTerminal: false, Metadata.DeletionRequestedAt: null };

    private bool MayClaim(Node node, Pod pod) =>
        Stages(PolicyResolver.Find(plan.State, pod)).Contains(true)
        && pod.Spec.TotalRequests.FitsIn(node.Allocatable)
        && FindGate(pod, pod.Gang is null ? 1 : FindGang(pod).Count) is null
        && NodeChecks.FindObstacle(plan, node, node.Name, node.Tiers[0], pod, hostLimits) is null
        && topology.Find(pod)?.FindObstacle(node) is null;
}
