using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Units;

namespace Burst.Core.State;

/// <summary>What one VM node has left.</summary>
public sealed record VmCapacity(NodeName Name, Node Node, Resources Free, int Pods)
{
    /// <summary>With more pods on it, or fewer.</summary>
    public VmCapacity With(Resources requests, int pods) => this with { Free = Free - requests, Pods = Pods + pods };

    /// <summary>The fullest first: by free CPU, then by name.</summary>
    public static int CompareByFree(VmCapacity one, VmCapacity other)
    {
        var byFree = one.Free.CpuMillis.CompareTo(other.Free.CpuMillis);
        return byFree != 0 ? byFree : one.Name.CompareTo(other.Name);
    }

    /// <summary>Those with the fewest pods first; of equals the emptiest, then by name.</summary>
    public static int CompareByPods(VmCapacity one, VmCapacity other)
    {
        var byPods = one.Pods.CompareTo(other.Pods);
        if (byPods != 0)
            return byPods;
        var byFree = other.Free.CpuMillis.CompareTo(one.Free.CpuMillis);
        return byFree != 0 ? byFree : one.Name.CompareTo(other.Name);
    }
}
