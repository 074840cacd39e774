using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

internal sealed partial class VmOffers
{
    /// <summary>The fullest first, with what this plan has put on them.</summary>
    public VmOrder ByFree => planned.ByFree;

    /// <summary>Another number whenever the order has changed.</summary>
    public long OrderVersion => planned.Version;

    /// <summary>What a VM node has left, with what this plan has put on it; null for what is no VM node.</summary>
    public VmCapacity? Find(NodeName name) => planned.Find(name);

    /// <summary>Nothing but the pods on it keeps the node from taking this one.</summary>
    public bool IsOpenTo(VmCapacity entry, Pod pod) =>
        NodeChecks.FindObstacle(plan, entry.Node, entry.Name, entry.Node.Tiers[0], pod, hostLimits) is null;

    /// <summary>The same without its host, which looks at all that the pod is.</summary>
    public static bool IsOpenByItself(VmCapacity entry, Pod pod) => NodeChecks.FindObstacle(entry.Node, entry.Name, entry.Node.Tiers[0], pod) is null;

    /// <summary>Whether a node that <see cref="IsOpenTo"/> the pod would have room for it without some of those that are there.</summary>
    /// <param name="without">What it would have left without them.</param>
    /// <param name="pod">The one that waits.</param>
    /// <param name="gone">Those that would not be there.</param>
    public bool FitsWithout(VmCapacity without, Pod pod, IReadOnlyList<Pod> gone) =>
        FindShortage(claims.LeftFor(pod, without), pod, pod.Spec.TotalRequests) is null && FindTopologyObstacle(without, pod, gone) is null;

    /// <summary>Whether <see cref="FindTopologyObstacle"/> finds none, where nobody is to go and nobody reads why.</summary>
    private bool IsOpenBesideOthers(VmCapacity entry, Pod pod)
    {
        if (topology.Find(pod) is not { } constraints)
            return true;
        if (!constraints.Allows(entry.Node))
            return false;
        var kept = claims.Against(pod, entry.Node.Name);
        return kept.Count == 0 || constraints.FindObstacle(entry.Node, [.. kept.Select(other => (other, PodTopology.One))]) is null;
    }

    /// <summary>
    /// What other pods mean for this one there. Those for which room is kept may come or not, so it must have its place with them and without them, as
    /// kube-scheduler has it.
    /// </summary>
    private (string Obstacle, string Detail)? FindTopologyObstacle(VmCapacity entry, Pod pod, IReadOnlyList<Pod> gone)
    {
        if (topology.Find(pod) is not { } constraints)
            return null;
        var kept = claims.Against(pod, entry.Node.Name);
        var leaving = gone.Select(other => (other, -topology.CountedOf(other))).ToList();
        var obstacle = leaving.Count == 0 ? constraints.FindObstacle(entry.Node) : constraints.FindObstacle(entry.Node, leaving);
        return obstacle is not null || kept.Count == 0
            ? obstacle
            : constraints.FindObstacle(entry.Node, [.. leaving, .. kept.Select(other => (other, PodTopology.One))]);
    }
}
