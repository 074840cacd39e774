using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;

namespace Burst.Core.State;

public sealed partial class ClusterState
{
    private readonly SortedDictionary<int, int> vmPriorities = [];
    private readonly SortedDictionary<NodeName, SortedSet<PodUid>> nominated = [];

    /// <summary>Of the pods that hold room on VM nodes: nothing is to be gained by ending any for a pod of no more than this. <see cref="int.MaxValue"/> where there is none.</summary>
    public int LowestVmPriority { get; private set; } = int.MaxValue;

    /// <summary>Waiting pods for which room is kept, by node, then by UID.</summary>
    public IEnumerable<Pod> NominatedPods => nominated.Values.SelectMany(pods => pods).Select(uid => podsByUid[uid.Value]);

    /// <summary>Shapes of waiting pods that may have others ended for them, and of which there are some on VM nodes.</summary>
    public IEnumerable<PodShape> WaitingPreemptors()
    {
        if (LowestVmPriority == int.MaxValue)
            yield break;
        foreach (var (priority, shapes) in waiting.Preemptors)
        {
            foreach (var shape in priority > LowestVmPriority ? (IEnumerable<PodShape>)shapes : [])
                yield return shape;
        }
    }

    private void NoteVmPriority(Pod pod, int sign)
    {
        if (!pod.Placement!.Tier.IsVm)
            return;
        var count = vmPriorities.GetValueOrDefault(pod.Priority) + sign;
        if (count > 0)
        {
            vmPriorities[pod.Priority] = count;
            LowestVmPriority = Math.Min(LowestVmPriority, pod.Priority);
            return;
        }

        vmPriorities.Remove(pod.Priority);
        LowestVmPriority = vmPriorities.Count == 0 ? int.MaxValue : vmPriorities.First().Key;
    }

    private void IndexNomination(Pod pod)
    {
        if (FindNomination(pod) is not { } node)
            return;
        if (!nominated.TryGetValue(node, out var pods))
            nominated[node] = pods = [];
        pods.Add(pod.Uid);
    }

    private void UnindexNomination(Pod pod)
    {
        if (FindNomination(pod) is { } node && nominated.TryGetValue(node, out var pods) && pods.Remove(pod.Uid) && pods.Count == 0)
            nominated.Remove(node);
    }

    /// <summary>Room that is no longer kept is room that has come free.</summary>
    private void NoteNomination(ClusterObject? before, ClusterObject? after)
    {
        if (before is Pod was && FindNomination(was) is { } node && !(after is Pod now && FindNomination(now) == node && now.Metadata.Uid == was.Metadata.Uid && ReferenceEquals(now.Spec, was.Spec)))
            changed.Add(new ObjectKey(ObjectKind.Node, "", node.Value));
    }

    /// <summary>Null for a pod that does not wait, whatever it says.</summary>
    private static NodeName? FindNomination(Pod pod) => IsWaiting(pod) ? pod.NominatedNode : null;
}
