using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Units;

namespace Burst.Scheduling.Placement;

/// <summary>
/// Dominant resource fairness (Ghodsi et al., NSDI 2011): who holds least of VM nodes, measured by the resource he holds most of, is next.
/// With what this plan has placed.
/// </summary>
internal sealed class FairShares(ClusterState state)
{
    private readonly Dictionary<string, Resources> held = new(StringComparer.Ordinal);

    public DominantShare Of(string ns) => DominantShare.Of(Held(ns), state.VmCapacity.Total, state.WeightOf(ns));

    /// <summary>A pod has got a place on a VM node.</summary>
    public void Add(Pod pod) => held[pod.Metadata.Namespace] = Held(pod.Metadata.Namespace) + pod.Spec.TotalRequests;

    private Resources Held(string ns) => held.TryGetValue(ns, out var known) ? known : state.HeldOnVms(ns);
}
