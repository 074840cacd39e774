using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Placement;

namespace Burst.Scheduling.Preemption;

/// <summary>A node as it would be without some of its pods.</summary>
internal sealed class NodeTrial(VmOffers vm, VmCapacity entry, Pod pod)
{
    private readonly List<Pod> gone = [];
    private VmCapacity left = entry;

    public NodeName Node => left.Name;

    public void Remove(Pod other)
    {
        left = left.Without(other);
        gone.Add(other);
    }

    /// <summary>Whether the pod would have its place.</summary>
    public bool Fits() => vm.FitsWithout(left, pod, gone);

    /// <summary>Lets one stay after all, if the pod has its place nevertheless.</summary>
    public bool TryPutBack(Pod other)
    {
        left = left.With(other);
        gone.Remove(other);
        if (Fits())
            return true;
        Remove(other);
        return false;
    }
}
