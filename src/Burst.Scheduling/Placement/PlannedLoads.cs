using Burst.Core.Ids;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>The VM nodes as this plan's placements leave them. The orders are those of the state until the first placement, and copies from then on.</summary>
/// <param name="index">As the state has them.</param>
/// <param name="copies">Of the plan before, which is done with them.</param>
internal sealed class PlannedLoads(VmCapacityIndex index, OrderCopies copies)
{
    private readonly Dictionary<NodeName, VmCapacity> changed = [];
    private readonly Dictionary<string, VmClasses> classes = new(StringComparer.Ordinal);

    public VmOrder ByFree { get; private set; } = index.ByFree;

    public VmOrder ByPods { get; private set; } = index.ByPods;

    /// <summary>Another number whenever an order has changed.</summary>
    public long Version { get; private set; }

    /// <summary>Null for what is no VM node.</summary>
    public VmCapacity? Find(NodeName name) => changed.TryGetValue(name, out var node) ? node : index.Find(name);

    public void Put(VmCapacity node)
    {
        if (changed.Count == 0)
            (ByFree, ByPods) = copies.Of(ByFree, ByPods);
        Version++;
        var before = Find(node.Name);
        changed[node.Name] = node;
        ByFree.Replace(before, node);
        ByPods.Replace(before, node);
        foreach (var some in classes.Values)
            some.Replace(before!, node);
    }

    /// <summary>The nodes by the values of some labels; null where there are too many classes of them for that to help.</summary>
    public VmClasses? FindByLabels(IReadOnlyList<string> labels, int classesMax)
    {
        var key = labels.Count == 1 ? labels[0] : string.Join('\n', labels);
        if (classes.TryGetValue(key, out var known))
            return known;
        var kept = index.ByLabels(labels);
        if (kept.All.Count > classesMax)
            return null;
        var copy = copies.Of(key, kept);
        foreach (var node in changed.Values)
            copy.Replace(index.Find(node.Name)!, node);
        return classes[key] = copy;
    }
}
