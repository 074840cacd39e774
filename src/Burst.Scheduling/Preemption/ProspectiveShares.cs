using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Units;
using Burst.Scheduling.Placement;

namespace Burst.Scheduling.Preemption;

/// <summary>
/// What namespaces will hold of the VM nodes once all that is under way has come about: without pods that are ending, and with those for which room is kept.
/// Whoever holds more for its weight than another does not have that one's pods ended, whatever their priorities are.
/// </summary>
internal sealed class ProspectiveShares(ClusterState state)
{
    private readonly Dictionary<string, Resources> planned = new(StringComparer.Ordinal);
    private Dictionary<string, Resources>? underWay;

    /// <summary>As far as shares go, room that is taken from this pod may be given to that one.</summary>
    public bool MayDisplace(Pod pod, Pod victim)
    {
        var (ns, other) = (pod.Metadata.Namespace, victim.Metadata.Namespace);
        return ns == other || Of(ns).CompareTo(Of(other)) <= 0;
    }

    /// <summary>A pod will hold room that it did not, or will no longer.</summary>
    public void Note(Pod pod, int sign) => Add(planned, pod, sign);

    private DominantShare Of(string ns)
    {
        underWay ??= FindUnderWay();
        var held = state.HeldOnVms(ns) + underWay.GetValueOrDefault(ns) + planned.GetValueOrDefault(ns);
        return DominantShare.Of(held, state.VmCapacity.Total, state.WeightOf(ns));
    }

    private Dictionary<string, Resources> FindUnderWay()
    {
        var found = new Dictionary<string, Resources>(StringComparer.Ordinal);
        foreach (var pod in state.PodsWithHostWork.Where(pod => pod is { HostState: HostState.DeleteIntended, Placement.Tier.IsVm: true }))
            Add(found, pod, -1);
        foreach (var pod in state.NominatedPods)
            Add(found, pod, 1);
        return found;
    }

    private static void Add(Dictionary<string, Resources> sums, Pod pod, int sign)
    {
        var (ns, held) = (pod.Metadata.Namespace, sums.GetValueOrDefault(pod.Metadata.Namespace));
        sums[ns] = sign > 0 ? held + pod.Spec.TotalRequests : held - pod.Spec.TotalRequests;
    }
}
