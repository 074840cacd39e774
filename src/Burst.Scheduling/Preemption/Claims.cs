using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Placement;

namespace Burst.Scheduling.Preemption;

/// <summary>
/// Room on VM nodes that is kept for pods which wait for others to end there. It counts as taken for all of no higher priority. What this plan gives
/// up stays kept until the plan is carried out: room only shrinks within a step, so that looking only at what changed gives what looking at all gives.
/// </summary>
internal sealed class Claims
{
    private readonly Dictionary<NodeName, List<Pod>> byNode = [];

    public Claims(ClusterState state, PodTopology topology)
    {
        foreach (var pod in state.NominatedPods)
        {
            Of(pod.NominatedNode!.Value).Add(pod);
            topology.NoteTerms(pod);
        }
    }

    public void Add(NodeName node, Pod pod)
    {
        Remove(node, pod);
        Of(node).Add(pod);
    }

    /// <summary>It has got the place that was kept for it, or another on the same node.</summary>
    public void Remove(NodeName node, Pod pod)
    {
        if (byNode.TryGetValue(node, out var pods) && pods.RemoveAll(other => other.Uid == pod.Uid) > 0 && pods.Count == 0)
            byNode.Remove(node);
    }

    /// <summary>Pods for which room is kept on the node that this one may not take.</summary>
    public IReadOnlyList<Pod> Against(Pod pod, NodeName node) => byNode.Count == 0 || !byNode.TryGetValue(node, out var pods)
        ? []
        : pods.FindAll(other => other.Priority >= pod.Priority && other.Uid != pod.Uid);

    /// <summary>What the node has left for the pod.</summary>
    public VmCapacity LeftFor(Pod pod, VmCapacity entry)
    {
        foreach (var claim in Against(pod, entry.Name))
            entry = entry.With(claim);
        return entry;
    }

    /// <summary>Pods of lower priority that room is kept for on the node.</summary>
    public List<Pod> Below(int priority, NodeName node) => byNode.TryGetValue(node, out var pods) ? pods.FindAll(pod => pod.Priority < priority) : [];

    private List<Pod> Of(NodeName node)
    {
        if (!byNode.TryGetValue(node, out var pods))
            byNode[node] = pods = [];
        return pods;
    }
}
