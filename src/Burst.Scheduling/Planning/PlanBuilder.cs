using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Scheduling.Planning;

/// <summary>
/// A plan in the making: the state as it was, seen through what has been decided since, so that each decision knows the ones
/// before it.
/// </summary>
internal sealed class PlanBuilder(ClusterState state, DateTimeOffset now, IIdSource ids)
{
    private readonly Dictionary<ObjectKey, Change> objectChanges = [];
    private readonly List<ObjectKey> changeOrder = [];
    private readonly List<Change> usageChanges = [];
    private readonly List<ClusterEvent> events = [];
    private readonly List<PlacementDecision> decisions = [];
    private readonly List<Wake> wakes = [];
    private readonly List<Pod> created = [];
    private readonly List<BlockedPod> blocked = [];
    private readonly Dictionary<ObjectKey, List<Pod>> createdByOwner = [];
    private readonly Dictionary<QuotaScope, int> addedCreates = [];

    public ClusterState State => state;

    public DateTimeOffset Now => now;

    /// <summary>Pods this plan creates, in the order created.</summary>
    public IReadOnlyList<Pod> CreatedPods => created;

    /// <summary>Pods this plan creates for one owner, in the order created.</summary>
    public IEnumerable<Pod> CreatedPodsOf(ObjectKey owner) => createdByOwner.GetValueOrDefault(owner) ?? [];

    /// <summary>The waiting pods of a pod's gang, with those that this plan creates.</summary>
    public IEnumerable<Pod> GangOf(Pod pod) => state.WaitingPodsOf(PodShape.Of(pod))
        .Concat(created.Where(other => other.Gang == pod.Gang && other.Metadata.Namespace == pod.Metadata.Namespace))
        .Where(other => !IsRemoved(other));

    /// <summary>Pods on which something has been decided, in the order decided.</summary>
    public IEnumerable<ObjectKey> ChangedPods => changeOrder.Where(key => key.Kind == ObjectKind.Pod);

    public Guid NextId() => ids.NextId();

    public void Put(ClusterObject item)
    {
        if (item is Pod pod && state.Find(item.Key) is null && !objectChanges.ContainsKey(item.Key))
            AddCreated(pod);
        Record(item.Key, new Change.Put(item));
    }

    public void Remove(ObjectKey key) => Record(key, new Change.Remove(key));

    public void PutUsage(UsageRecord record) => usageChanges.Add(new Change.PutUsage(record));

    public void Wake(ObjectKey key, DateTimeOffset at) => wakes.Add(new Wake(at, key));

    public void Block(Pod pod, string cause) => blocked.Add(new BlockedPod(pod.Uid, cause));

    public void Decide(PlacementDecision decision) => decisions.Add(decision);

    public void Event(ClusterObject regarding, EventSeverity severity, string reason, string message) =>
        events.Add(ClusterEvent.About(regarding, now, severity, reason, message));

    /// <summary>The object as this plan leaves it, or null when the plan removes it.</summary>
    public ClusterObject? Find(ObjectKey key) => objectChanges.TryGetValue(key, out var change)
        ? (change as Change.Put)?.Object
        : state.Find(key);

    /// <summary>The pod as this plan leaves it; where the plan removes it, as it was.</summary>
    /// <param name="pod">Of the state, or of this plan.</param>
    public Pod Latest(Pod pod) => objectChanges.TryGetValue(pod.Key, out var change) && change is Change.Put { Object: Pod changed } ? changed : pod;

    public bool IsRemoved(Pod pod) => objectChanges.TryGetValue(pod.Key, out var change) && change is Change.Remove;

    /// <summary>Creates this plan asks for where a virtual node has its limits.</summary>
    public int CreatesOn(NodeName node) => addedCreates.GetValueOrDefault(state.ScopeOf(node));

    public void AddCreates(NodeName node, int count) => addedCreates[state.ScopeOf(node)] = CreatesOn(node) + count;

    public Plan Build() => new(
        [.. changeOrder.Select(key => objectChanges[key]), .. usageChanges], events, decisions, wakes, blocked);

    private void AddCreated(Pod pod)
    {
        created.Add(pod);
        if (pod.Owner is not { } owner)
            return;
        if (!createdByOwner.TryGetValue(owner, out var owned))
            createdByOwner[owner] = owned = [];
        owned.Add(pod);
    }

    private void Record(ObjectKey key, Change change)
    {
        if (objectChanges.TryAdd(key, change))
            changeOrder.Add(key);
        else
            objectChanges[key] = change;
    }
}
