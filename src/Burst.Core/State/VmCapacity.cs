using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Core.State;

/// <summary>What one VM node has left.</summary>
public sealed record VmCapacity(NodeName Name, Node Node, Resources Free, int Pods)
{
    /// <summary>Its ports that lead to pods.</summary>
    public required ImmutableList<HostPort> HostPorts { get; init; }

    /// <summary>What is left of what it has beside CPU and memory.</summary>
    public ScalarResources FreeScalars { get; init; } = ScalarResources.None;

    /// <summary>Of the pods that the state has there; <see cref="int.MaxValue"/> where there is none.</summary>
    public int LowestPriority { get; init; } = int.MaxValue;

    /// <summary>With one more pod on it.</summary>
    public VmCapacity With(Pod pod) => this with
    {
        Free = Free - pod.Spec.TotalRequests, FreeScalars = FreeScalars - pod.Spec.ScalarRequests, Pods = Pods + 1, HostPorts = HostPorts.AddRange(pod.Spec.HostPorts),
    };

    /// <summary>With one less.</summary>
    public VmCapacity Without(Pod pod) => this with
    {
        Free = Free + pod.Spec.TotalRequests, FreeScalars = FreeScalars + pod.Spec.ScalarRequests, Pods = Pods - 1, HostPorts = HostPorts.RemoveRange(pod.Spec.HostPorts),
    };

    /// <summary>The fullest first: by free CPU, then by name.</summary>
    internal static (long Major, long Minor) RankByFree(VmCapacity node) => (node.Free.CpuMillis, 0);

    /// <summary>Those with the fewest pods first; of equals the emptiest, then by name.</summary>
    internal static (long Major, long Minor) RankByPods(VmCapacity node) => (node.Pods, -node.Free.CpuMillis);
}
