using Burst.Core.Nodes;

namespace Burst.Core.State;

/// <summary>Nodes with the same values of some labels.</summary>
/// <param name="any">One of them.</param>
/// <param name="byFree">All of them.</param>
/// <param name="byPods">The same.</param>
public sealed class VmClass(Node any, VmOrder byFree, VmOrder byPods)
{
    public Node Any => any;

    public VmOrder ByFree => byFree;

    public VmOrder ByPods => byPods;
}
