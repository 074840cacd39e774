using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>Memory for the orders of nodes that each plan changes for itself: they are long, and are not made anew for each.</summary>
internal sealed class OrderCopies
{
    private VmOrder? byFree;
    private VmOrder? byPods;

    /// <summary>Copies of both; those of the call before are of no more use.</summary>
    public (VmOrder ByFree, VmOrder ByPods) Of(VmOrder free, VmOrder pods) => (byFree = free.Copy(byFree), byPods = pods.Copy(byPods));
}
