using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Units;

namespace Burst.Core.State;

/// <summary>What one VM node has left.</summary>
public sealed record VmCapacity(NodeName Name, Node Node, Resources Free, int Pods) : IComparable<VmCapacity>
{
    /// <summary>With more pods on it, or fewer.</summary>
    public VmCapacity With(Resources requests, int pods) => this with { Free = Free - requests, Pods = Pods + pods };

    public int CompareTo(VmCapacity? other)
    {
        if (other is null)
            return 1;
        var byFree = Free.CpuMillis.CompareTo(other.Free.CpuMillis);
        return byFree != 0 ? byFree : Name.CompareTo(other.Name);
    }
}
