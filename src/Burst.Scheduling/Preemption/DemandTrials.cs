using Burst.Core.State;

namespace Burst.Scheduling.Preemption;

/// <summary>What trials of nodes have found for pods that ask for as much, with the same priority and in the same namespace.</summary>
internal sealed class DemandTrials
{
    /// <summary>By what the node has left: a node that has got a pod since is another entry. Null where it would not do.</summary>
    public Dictionary<VmCapacity, Candidate?> ByEntry { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>For pods that ask nothing of nodes.</summary>
    public ComparedNodes Compared { get; } = new();
}
