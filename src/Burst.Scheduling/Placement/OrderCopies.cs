using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>Memory for the orders of nodes that each plan changes for itself: they are long, and are not made anew for each.</summary>
internal sealed class OrderCopies
{
    /// <summary>Label sets for which memory is kept.</summary>
    private const int ClassesMax = 8;

    private readonly Dictionary<string, VmClasses> classes = new(StringComparer.Ordinal);
    private VmOrder? byFree;
    private VmOrder? byPods;

    /// <summary>Copies of both; those of the call before are of no more use.</summary>
    public (VmOrder ByFree, VmOrder ByPods) Of(VmOrder free, VmOrder pods) => (byFree = free.Copy(byFree), byPods = pods.Copy(byPods));

    /// <summary>A copy; that of the call before for the same labels is of no more use.</summary>
    /// <param name="labels">Of the classes.</param>
    /// <param name="kept">What is copied.</param>
    public VmClasses Of(string labels, VmClasses kept)
    {
        var copy = kept.Copy(classes.GetValueOrDefault(labels));
        if (classes.Count == ClassesMax)
            classes.Clear();
        return classes[labels] = copy;
    }
}
