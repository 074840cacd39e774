using System.Runtime.InteropServices;
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
    private readonly Dictionary<ObjectKey, OrderedOnDemand<ObjectKey>> podsByOwner = [];
    private readonly Dictionary<NodeName, NodeLoad> loads = [];
    private readonly WaitingIndex waiting = new();
    private readonly SortedSet<PodUid> lost = [];
    private readonly SortedSet<PodUid> reliefs = [];
    private readonly Ordering<QueuedPod> hostWork;
    private readonly Ordering<QueuedPod> toStopOrStart;
    private int hostWorkCount;
    private int toStopOrStartCount;
    private readonly OrderedOnDemand<ObjectKey> changed = new();
    private readonly HashSet<ObjectKey> aside = [];
    private bool isAllWaitingChanged;

    /// <summary>Pods that have no place yet, the highest priority first, then the oldest.</summary>
    public IEnumerable<Pod> WaitingPods => waiting.All.Select(entry => Resolve(entry));

    public int WaitingPodCount => waiting.Count;

    /// <summary>Namespaces with waiting pods, by name.</summary>
    public IReadOnlyCollection<string> WaitingNamespaces => waiting.Namespaces;

    /// <summary>Each amount of CPU that the first waiting pod of a shape of the namespace asks for, from the least.</summary>
    public IEnumerable<long> WaitingHeadsCpuMillis(string ns) => waiting.HeadsOf(ns)?.CpuMillis ?? [];

    /// <summary>Pods given up with their node that still hold capacity there.</summary>
    public int LostPodCount => lost.Count;

    /// <summary>Pods that are to take the place of others on virtual nodes, and have not done so yet.</summary>
    public int ReliefCount => reliefs.Count;

    /// <summary>Pods with a create or delete to be carried out, oldest first.</summary>
    public IEnumerable<Pod> PodsWithHostWork => hostWork.Select(entry => Resolve(entry));

    /// <summary>Those of <see cref="PodsWithHostWork"/> that are not under way: in a burst most are, and are not even looked at.</summary>
    public IEnumerable<Pod> PodsWithHostWorkBut(Func<PodUid, bool> isUnderWay) => hostWork.Where(entry => !isUnderWay(entry.Uid)).Select(entry => Resolve(entry));

    /// <summary>Pods with a stop or a start to be carried out, oldest first.</summary>
    public IEnumerable<Pod> PodsToStopOrStart => toStopOrStart.Select(entry => Resolve(entry));

    /// <summary>Something is to be carried out on a host.</summary>
    public bool HasHostWork => hostWorkCount + toStopOrStartCount > 0;

    /// <summary>
    /// Workloads and pods that may need reconciling: changed since <see cref="ClearChanged"/>, or with a pod that changed.
    /// After a load it is everything, which gives the same plan: reconciling what is in order yields nothing.
    /// </summary>
    public IReadOnlyCollection<ObjectKey> Changed
    {
        get
        {
            if (isAllWaitingChanged)
                changed.UnionWith(WaitingPods.Select(pod => pod.Key));
            isAllWaitingChanged = false;
            return changed;
        }
    }

    /// <summary>Waiting pods of one shape, in line.</summary>
    public IEnumerable<Pod> WaitingPodsOf(PodShape shape) => waiting.Of(shape).Select(entry => Resolve(entry));

    /// <summary>The first waiting pods of the shapes of the namespace of which it asks for this much CPU, in line.</summary>
    public IEnumerable<(Pod Pod, PodShape Shape)> WaitingHeadsAskingFor(string ns, long cpuMillis) =>
        (waiting.HeadsOf(ns)?.AskingFor(cpuMillis) ?? []).Select(head => (Resolve(head.Pod), head.Shape));

    public Pod? FindPod(PodUid uid) => podsByUid.GetValueOrDefault(uid.Value);

    /// <summary>By namespace, then name.</summary>
    public IEnumerable<Pod> PodsOf(ObjectKey owner) =>
        podsByOwner.TryGetValue(owner, out var keys) ? keys.Select(key => (Pod)objects[key]) : [];

    public NodeLoad LoadOf(NodeName node) => loads.GetValueOrDefault(node, NoLoad);

    public void ClearChanged()
    {
        changed.Clear();
        isAllWaitingChanged = false;
        IsTopologyChanged = IsTopologyFreed = false;
    }

    /// <summary>Has the object reconciled again in the next step, as when its deadline has come; what is set aside stays so.</summary>
    public void MarkChanged(ObjectKey key)
    {
        if (!aside.Contains(key))
            changed.Add(key);
    }

    /// <summary>
    /// Has every waiting pod looked at again in the next step, as when what it waits for has come from outside the state. Put together
    /// only when it is read: many such changes in a row would each walk the whole line.
    /// </summary>
    public void MarkAllWaiting() => isAllWaitingChanged = true;

    /// <summary>Has planning pass over the object until it is put again, as when it cannot be planned.</summary>
    public void SetAside(ObjectKey key)
    {
        _ = Changed; // With those marked as a body, so that none of them is marked after all.
        changed.Remove(key);
        if (objects.GetValueOrDefault(key) is Pod pod)
        {
            aside.Add(key);
            if (IsWaiting(pod))
                waiting.Remove(pod);
        }
    }

    /// <summary>Undoes <see cref="SetAside"/>.</summary>
    public void TakeBack(ObjectKey key, bool isChanged)
    {
        aside.Remove(key);
        if (isChanged)
            changed.Add(key);
        if (objects.GetValueOrDefault(key) is Pod pod && IsWaiting(pod))
            waiting.Add(pod);
    }

    private void MarkChanged(ClusterObject item)
    {
        changed.Add(item.Key);
        if (item is Pod { Owner: { } owner })
            changed.Add(owner);
    }

    /// <summary>In place of one with the same content: no index of pods is kept by the version, and pods are what commits are full of.</summary>
    private void Replace(ClusterObject item)
    {
        objects[item.Key] = item;
        if (item is Pod pod)
            podsByUid[pod.Metadata.Uid] = pod;
        else
            Index(item);
    }

    /// <summary>Beside <see cref="objects"/>, which have it already.</summary>
    private void Index(ClusterObject item)
    {
        switch (item)
        {
            case Namespace value: namespaces[item.Key] = value; break;
            case ConfigMap value: configMaps[item.Key] = value; break;
            case Secret value: secrets[item.Key] = value; break;
            case BurstPolicy value: policies[item.Key] = value; break;
            case PodDisruptionBudget value: budgets[item.Key] = value; break;
            case PriorityClass value: IndexPriorityClass(value); break;
            case ResourceQuota value: quotas[item.Key] = value; break;
            case Deployment value: deployments[item.Key] = value; break;
            case Job value: jobs[item.Key] = value; break;
            case Node value: IndexNode(value); break;
            case Pod value: IndexPod(value); break;
        }
    }

    /// <summary>What takes its place keeps what is the same of both: most changes of a pod leave its name, UID and owner.</summary>
    private void Unindex(ClusterObject item, ClusterObject? after)
    {
        switch (item)
        {
            case Namespace: namespaces.Remove(item.Key); break;
            case ConfigMap: configMaps.Remove(item.Key); break;
            case Secret: secrets.Remove(item.Key); break;
            case BurstPolicy: policies.Remove(item.Key); break;
            case PodDisruptionBudget: budgets.Remove(item.Key); break;
            case PriorityClass value: UnindexPriorityClass(value); break;
            case ResourceQuota: quotas.Remove(item.Key); break;
            case Deployment: deployments.Remove(item.Key); break;
            case Job: jobs.Remove(item.Key); break;
            case Node value: UnindexNode(value); break;
            case Pod value: UnindexPod(value, after as Pod); break;
        }
    }

    private void IndexPod(Pod pod)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(podsByUid, pod.Metadata.Uid, out var isKnown);
        known = pod;
        if (!isKnown)
            podKeys.Add(pod.Key);
        if (pod.Owner is { } owner)
        {
            if (!podsByOwner.TryGetValue(owner, out var owned))
                podsByOwner[owner] = owned = new OrderedOnDemand<ObjectKey>();
            owned.Add(pod.Key);
        }

        if (pod.HoldsCapacity && pod.Placement is { } placement)
        {
            if (!loads.TryGetValue(placement.Node, out var load))
                loads[placement.Node] = load = new NodeLoad();
            load.Add(pod);
            NoteHeld(pod, 1);
            NoteVmPriority(pod, 1);
            vmCapacity.Update(placement.Node, load);
            if (pod.IsLost)
                lost.Add(pod.Uid);
        }

        if (pod.IsRelief)
            reliefs.Add(pod.Uid);
        IndexNomination(pod);
        RecordCreate(pod);
        if (IsWaiting(pod) && !aside.Contains(pod.Key))
            waiting.Add(pod);
        if (HasHostWorkFor(pod))
        {
            hostWorkCount++;
            hostWork.Add(QueuedPod.Of(pod));
        }

        if (pod.IsToStopOrStart)
        {
            toStopOrStartCount++;
            toStopOrStart.Add(QueuedPod.Of(pod));
        }
    }

    private void UnindexPod(Pod pod, Pod? after)
    {
        if (after?.Metadata.Uid != pod.Metadata.Uid)
        {
            podKeys.NoteLeft();
            podsByUid.Remove(pod.Metadata.Uid);
        }

        if (pod.Owner is { } owner && after?.Owner != owner && podsByOwner.TryGetValue(owner, out var owned) && owned.Remove(pod.Key) && owned.Count == 0)
            podsByOwner.Remove(owner);
        if (pod.HoldsCapacity && pod.Placement is { } placement && loads.TryGetValue(placement.Node, out var load))
        {
            load.Remove(pod);
            NoteHeld(pod, -1);
            NoteVmPriority(pod, -1);
            vmCapacity.Update(placement.Node, load);
            if (load.Pods.Count == 0)
                loads.Remove(placement.Node);
        }

        if (pod.IsLost)
            lost.Remove(pod.Uid);
        if (pod.IsRelief)
            reliefs.Remove(pod.Uid);
        UnindexNomination(pod);
        if (IsWaiting(pod))
            waiting.Remove(pod);
        if (HasHostWorkFor(pod))
        {
            hostWorkCount--;
            hostWork.NoteLeft();
        }

        if (pod.IsToStopOrStart)
        {
            toStopOrStartCount--;
            toStopOrStart.NoteLeft();
        }
    }

    private static bool HasHostWorkFor(Pod pod) => pod.HostState is HostState.CreateIntended or HostState.DeleteIntended;

    private Pod? Find(QueuedPod entry) => podsByUid.TryGetValue(entry.Uid.Value, out var pod) && pod.Metadata.CreatedAt == entry.CreatedAt ? pod : null;

    private Pod Resolve(QueuedPod entry) => podsByUid[entry.Uid.Value];

    private Pod Resolve(WaitingPod entry) => podsByUid[entry.Uid.Value];

    private static bool IsWaiting(Pod pod) =>
        pod.HostState == HostState.None && !pod.IsTerminal && pod.Metadata.DeletionRequestedAt is null;
}
