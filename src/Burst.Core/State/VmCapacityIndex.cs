using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Units;

namespace Burst.Core.State;

/// <summary>The VM nodes by free CPU and by their pods, so that the one to choose is found without looking at all.</summary>
public sealed class VmCapacityIndex
{
    /// <summary>Label sets for which classes are kept; with another one more all are put together anew when asked for.</summary>
    private const int ClassesMax = 8;

    private readonly Dictionary<NodeName, VmCapacity> byName = [];
    private readonly Dictionary<string, VmClasses> classes = new(StringComparer.Ordinal);

    public VmOrder ByFree { get; } = new(VmCapacity.RankByFree);

    public VmOrder ByPods { get; } = new(VmCapacity.RankByPods);

    /// <summary>What pods may have of all of them together.</summary>
    public Resources Total { get; private set; }

    public VmCapacity? Find(NodeName name) => byName.GetValueOrDefault(name);

    /// <summary>The nodes by the values of some labels: put together when first asked for, then kept until a node comes, changes or goes.</summary>
    public VmClasses ByLabels(IReadOnlyList<string> labels)
    {
        var key = string.Join('\n', labels);
        if (classes.TryGetValue(key, out var known))
            return known;
        if (classes.Count == ClassesMax)
            classes.Clear();
        return classes[key] = new VmClasses(labels, ByFree, ByPods);
    }

    internal void Put(Node node, NodeLoad load)
    {
        classes.Clear();
        Replace(Find(node.Name), new VmCapacity(node.Name, node, node.Allocatable - load.Requested, load.Pods.Count) { HostPorts = load.HostPorts, FreeScalars = ScalarsLeft(node, load), LowestPriority = load.LowestPriority });
    }

    internal void Remove(NodeName name)
    {
        if (!byName.Remove(name, out var entry))
            return;
        classes.Clear();
        Total -= entry.Node.Allocatable;
        Reorder(entry, null);
    }

    internal void Update(NodeName name, NodeLoad load)
    {
        if (byName.TryGetValue(name, out var entry))
            Replace(entry, entry with { Free = entry.Node.Allocatable - load.Requested, Pods = load.Pods.Count, HostPorts = load.HostPorts, FreeScalars = ScalarsLeft(entry.Node, load), LowestPriority = load.LowestPriority });
    }

    private static ScalarResources ScalarsLeft(Node node, NodeLoad load) => (node.ScalarCapacity ?? ScalarResources.None) - load.ScalarRequests;

    private void Replace(VmCapacity? before, VmCapacity after)
    {
        byName[after.Name] = after;
        Total += after.Node.Allocatable - (before?.Node.Allocatable ?? Resources.Zero);
        Reorder(before, after);
    }

    private void Reorder(VmCapacity? before, VmCapacity? after)
    {
        foreach (var some in classes.Values)
            some.Replace(before!, after!);
        ByFree.Replace(before, after);
        ByPods.Replace(before, after);
    }
}
