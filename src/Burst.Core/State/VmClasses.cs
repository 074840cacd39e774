using Burst.Core.Ids;

namespace Burst.Core.State;

/// <summary>VM nodes by the values that they have of some labels: what goes by these alone need be asked of one of each class only.</summary>
public sealed class VmClasses
{
    private const string Missing = "\0";

    private readonly Dictionary<NodeName, VmClass> byNode = [];
    private readonly List<VmClass> all = [];

    /// <param name="labels">Which.</param>
    /// <param name="byFree">The nodes, by free CPU.</param>
    /// <param name="byPods">The same, by pods.</param>
    public VmClasses(IReadOnlyList<string> labels, VmOrder byFree, VmOrder byPods)
    {
        var byValues = new Dictionary<string, VmClass>(StringComparer.Ordinal);
        for (var i = 0; i < byFree.Count; i++)
        {
            var node = byFree[i].Node;
            var values = labels.Count == 1 ? node.FindLabel(labels[0]) ?? Missing : string.Join('\n', labels.Select(label => node.FindLabel(label) ?? Missing));
            if (!byValues.TryGetValue(values, out var ofNode))
                all.Add(byValues[values] = ofNode = new VmClass(node, byFree.CopyNone(), byPods.CopyNone()));
            ofNode.ByFree.Replace(null, byFree[i]);
            byNode[byFree[i].Name] = ofNode;
        }

        for (var i = 0; i < byPods.Count; i++)
            byNode[byPods[i].Name].ByPods.Replace(null, byPods[i]);
    }

    public IReadOnlyList<VmClass> All => all;

    /// <summary>Puts a node where it belongs now.</summary>
    public void Replace(VmCapacity before, VmCapacity after)
    {
        var some = byNode[after.Name];
        some.ByFree.Replace(before, after);
        some.ByPods.Replace(before, after);
    }
}
