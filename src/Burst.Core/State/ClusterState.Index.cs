using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Workloads;

namespace Burst.Core.State;

public sealed partial class ClusterState
{
    private static readonly NodeLoad NoLoad = new();

    private readonly Dictionary<string, Pod> podsByUid = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectKey, SortedSet<ObjectKey>> podsByOwner = [];
    private readonly Dictionary<NodeName, NodeLoad> loads = [];
    private readonly SortedSet<QueuedPod> waiting = [];
    private readonly SortedDictionary<PodShape, SortedSet<QueuedPod>> waitingByShape = [];
    private readonly SortedSet<(QueuedPod Pod, PodShape Shape)> waitingHeads = [];
    private readonly SortedDictionary<long, int> waitingByCpu = [];
    private readonly SortedSet<PodUid> lost = [];
    private readonly SortedSet<QueuedPod> hostWork = [];
    private readonly SortedSet<ObjectKey> changed = [];
    private readonly HashSet<ObjectKey> aside = [];

    /// <summary>Pods that have no place yet, oldest first.</summary>
    public IEnumerable<Pod> WaitingPods => waiting.Select(entry => podsByUid[entry.Uid.Value]);

    public int WaitingPodCount => waiting.Count;

    /// <summary>The oldest waiting pod of each shape, oldest first.</summary>
    public IEnumerable<(Pod Pod, PodShape Shape)> WaitingHeads => waitingHeads.Select(head => (podsByUid[head.Pod.Uid.Value], head.Shape));

    /// <summary>The least CPU a waiting pod asks for; null when none waits.</summary>
    public long? LeastWaitingCpuMillis => waitingByCpu.Count == 0 ? null : waitingByCpu.Keys.First();

    /// <summary>Pods given up with their node that still hold capacity there.</summary>
    public int LostPodCount => lost.Count;

    /// <summary>Pods with a create or delete to be carried out, oldest first.</summary>
    public IEnumerable<Pod> PodsWithHostWork => hostWork.Select(entry => podsByUid[entry.Uid.Value]);

    /// <summary>
    /// Workloads and pods that may need reconciling: changed since <see cref="ClearChanged"/>, or with a pod that changed.
    /// After a load it is everything, which gives the same plan: reconciling what is in order yields nothing.
    /// </summary>
    public IReadOnlyCollection<ObjectKey> Changed => changed;

    /// <summary>Waiting pods of one shape, oldest first.</summary>
    public IEnumerable<Pod> WaitingPodsOf(PodShape shape) =>
        waitingByShape.TryGetValue(shape, out var queue) ? queue.Select(entry => podsByUid[entry.Uid.Value]) : [];

    public Pod? FindPod(PodUid uid) => podsByUid.GetValueOrDefault(uid.Value);

    /// <summary>By namespace, then name.</summary>
    public IEnumerable<Pod> PodsOf(ObjectKey owner) =>
        podsByOwner.TryGetValue(owner, out var keys) ? keys.Select(key => (Pod)objects[key]) : [];

    public NodeLoad LoadOf(NodeName node) => loads.GetValueOrDefault(node, NoLoad);

    public void ClearChanged() => changed.Clear();

    /// <summary>Has the object reconciled again in the next step, as when its deadline has come.</summary>
    public void MarkChanged(ObjectKey key) => changed.Add(key);

    /// <summary>Has planning pass over the object until it is put again, as when it cannot be planned.</summary>
    public void SetAside(ObjectKey key)
    {
        changed.Remove(key);
        if (objects.GetValueOrDefault(key) is Pod pod)
        {
            aside.Add(key);
            if (IsWaiting(pod))
                UnindexWaiting(pod);
        }
    }

    /// <summary>Undoes <see cref="SetAside"/>.</summary>
    public void TakeBack(ObjectKey key, bool isChanged)
    {
        aside.Remove(key);
        if (isChanged)
            changed.Add(key);
        if (objects.GetValueOrDefault(key) is Pod pod && IsWaiting(pod))
            IndexWaiting(pod);
    }

    private void MarkChanged(ClusterObject item)
    {
        changed.Add(item.Key);
        if (item is Pod { Owner: { } owner })
            changed.Add(owner);
    }

    private void Index(ClusterObject item)
    {
        objects[item.Key] = item;
        switch (item)
        {
            case Namespace value: namespaces[item.Key] = value; break;
            case ConfigMap value: configMaps[item.Key] = value; break;
            case Secret value: secrets[item.Key] = value; break;
            case BurstPolicy value: policies[item.Key] = value; break;
            case Deployment value: deployments[item.Key] = value; break;
            case Job value: jobs[item.Key] = value; break;
            case Node value: IndexNode(value); break;
            case Pod value: IndexPod(value); break;
        }
    }

    private void Unindex(ClusterObject item)
    {
        switch (item)
        {
            case Namespace: namespaces.Remove(item.Key); break;
            case ConfigMap: configMaps.Remove(item.Key); break;
            case Secret: secrets.Remove(item.Key); break;
            case BurstPolicy: policies.Remove(item.Key); break;
            case Deployment: deployments.Remove(item.Key); break;
            case Job: jobs.Remove(item.Key); break;
            case Node value: UnindexNode(value); break;
            case Pod value: UnindexPod(value); break;
        }
    }

    private void IndexPod(Pod pod)
    {
        pods[pod.Key] = pod;
        podsByUid[pod.Metadata.Uid] = pod;
        if (pod.Owner is { } owner)
        {
            if (!podsByOwner.TryGetValue(owner, out var owned))
                podsByOwner[owner] = owned = [];
            owned.Add(pod.Key);
        }

        if (pod.HoldsCapacity && pod.Placement is { } placement)
        {
            if (!loads.TryGetValue(placement.Node, out var load))
                loads[placement.Node] = load = new NodeLoad();
            load.Add(pod);
            vmCapacity.Update(placement.Node, load);
            if (pod.IsLost)
                lost.Add(pod.Uid);
        }

        RecordCreate(pod);
        if (IsWaiting(pod) && !aside.Contains(pod.Key))
            IndexWaiting(pod);
        if (pod.HostState is HostState.CreateIntended or HostState.DeleteIntended)
            hostWork.Add(QueuedPod.Of(pod));
    }

    private void UnindexPod(Pod pod)
    {
        pods.Remove(pod.Key);
        podsByUid.Remove(pod.Metadata.Uid);
        if (pod.Owner is { } owner && podsByOwner.TryGetValue(owner, out var owned) && owned.Remove(pod.Key) && owned.Count == 0)
            podsByOwner.Remove(owner);
        if (pod.HoldsCapacity && pod.Placement is { } placement && loads.TryGetValue(placement.Node, out var load))
        {
            load.Remove(pod);
            vmCapacity.Update(placement.Node, load);
            if (load.Pods.Count == 0)
                loads.Remove(placement.Node);
        }

        if (pod.IsLost)
            lost.Remove(pod.Uid);
        if (IsWaiting(pod))
            UnindexWaiting(pod);
        if (pod.HostState is HostState.CreateIntended or HostState.DeleteIntended)
            hostWork.Remove(QueuedPod.Of(pod));
    }

    private void IndexWaiting(Pod pod)
    {
        var entry = QueuedPod.Of(pod);
        var shape = PodShape.Of(pod);
        waiting.Add(entry);
        if (!waitingByShape.TryGetValue(shape, out var queue))
            waitingByShape[shape] = queue = [];
        var before = queue.Count == 0 ? (QueuedPod?)null : queue.Min;
        queue.Add(entry);
        MoveHead(shape, before, queue.Min);
        var cpu = pod.Spec.TotalRequests.CpuMillis;
        waitingByCpu[cpu] = waitingByCpu.GetValueOrDefault(cpu) + 1;
    }

    private void UnindexWaiting(Pod pod)
    {
        var entry = QueuedPod.Of(pod);
        var shape = PodShape.Of(pod);
        if (!waiting.Remove(entry))
            return; // Set aside.
        var queue = waitingByShape[shape];
        var before = queue.Min;
        queue.Remove(entry);
        MoveHead(shape, before, queue.Count == 0 ? null : queue.Min);
        if (queue.Count == 0)
            waitingByShape.Remove(shape);
        var cpu = pod.Spec.TotalRequests.CpuMillis;
        if (--waitingByCpu[cpu] == 0)
            waitingByCpu.Remove(cpu);
    }

    private void MoveHead(PodShape shape, QueuedPod? before, QueuedPod? after)
    {
        if (before == after)
            return;
        if (before is { } old)
            waitingHeads.Remove((old, shape));
        if (after is { } head)
            waitingHeads.Add((head, shape));
    }

    private static bool IsWaiting(Pod pod) =>
        pod.HostState == HostState.None && !pod.IsTerminal && pod.Metadata.DeletionRequestedAt is null;

    /// <summary>Oldest first; the UID makes the order total.</summary>
    private readonly record struct QueuedPod(DateTimeOffset CreatedAt, PodUid Uid) : IComparable<QueuedPod>
    {
        public static QueuedPod Of(Pod pod) => new(pod.Metadata.CreatedAt, pod.Uid);

        public int CompareTo(QueuedPod other)
        {
            var byAge = CreatedAt.CompareTo(other.CreatedAt);
            return byAge != 0 ? byAge : Uid.CompareTo(other.Uid);
        }
    }
}
