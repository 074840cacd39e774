using Burst.Core.Ids;

namespace Burst.Core.State;

/// <summary>VM nodes by the values that they have of some labels: what goes by these alone need be asked of one of each class only.</summary>
public sealed class VmClasses
{
    private const string Missing = "\0";

    /// <summary>The place of a node's class in <see cref="all"/>; copies share it, as it never changes.</summary>
    private readonly Dictionary<NodeName, int> byNode;
    private readonly List<VmClass> all = [];

    /// <param name="labels">Which.</param>
    /// <param name="byFree">The nodes, by free CPU.</param>
    /// <param name="byPods">The same, by pods.</param>
    internal VmClasses(IReadOnlyList<string> labels, VmOrder byFree, VmOrder byPods)
    {
        byNode = [];
        var byValues = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < byFree.Count; i++)
        {
            var node = byFree[i].Node;
            var values = labels.Count == 1 ? node.FindLabel(labels[0]) ?? Missing : string.Join('\n', labels.Select(label => node.FindLabel(label) ?? Missing));
            if (!byValues.TryGetValue(values, out var place))
            {
                byValues[values] = place = all.Count;
                all.Add(new VmClass(node, byFree.CopyNone(), byPods.CopyNone()));
            }

            all[place].ByFree.Append(byFree[i]);
            byNode[byFree[i].Name] = place;
        }

        for (var i = 0; i < byPods.Count; i++)
            all[byNode[byPods[i].Name]].ByPods.Append(byPods[i]);
    }

    private VmClasses(VmClasses of, VmClasses? used)
    {
        byNode = of.byNode;
        for (var place = 0; place < of.all.Count; place++)
        {
            var (some, memory) = (of.all[place], used?.all[place]);
            all.Add(new VmClass(some.Any, some.ByFree.Copy(memory?.ByFree), some.ByPods.Copy(memory?.ByPods)));
        }
    }

    public IReadOnlyList<VmClass> All => all;

    /// <summary>Classes that change on their own from then on.</summary>
    /// <param name="used">A copy that is of no more use, whose memory this one takes if it is of the same classes; null for none.</param>
    public VmClasses Copy(VmClasses? used) => new(this, used?.byNode == byNode ? used : null);

    /// <summary>Puts a node where it belongs now; its labels are as before.</summary>
    public void Replace(VmCapacity before, VmCapacity after)
    {
        var some = all[byNode[after.Name]];
        some.ByFree.Replace(before, after);
        some.ByPods.Replace(before, after);
    }
}
