using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Canaries;
using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Microsoft.Extensions.Logging;

namespace Burst.Control.Observing;

/// <summary>
/// Takes what hosts report into the state. A failed or partial list never gets here: unknown inventory changes nothing. What is
/// missing from one full list is believed only when the next one misses it too.
/// </summary>
internal sealed partial class ObservationReducer(PlanApplier applier, ControlLoopOptions options, ILogger logger)
{
    private const int UnknownNamedMax = 10;

    /// <summary>Of a node that has not answered yet, since when that is expected of it.</summary>
    private readonly Dictionary<NodeName, DateTimeOffset> lastAnswer = [];
    private readonly Dictionary<NodeName, DateTimeOffset> heartbeats = [];
    private readonly Dictionary<NodeName, NodeSuspicions> suspicions = [];

    /// <summary>
    /// After a start no node is called silent before it has had its time to answer, and one that was silent before the last stop
    /// is unknown now: its pods are not given up on old news.
    /// </summary>
    public void Started(StateBatch batch, string reason, string message)
    {
        foreach (var node in batch.State.Nodes.ToList())
        {
            lastAnswer[node.Name] = batch.Now;
            if (!node.IsReady)
                batch.Put(node with { Readiness = new NodeReadiness(null, reason, message, batch.Now) });
        }
    }

    /// <summary>When a node answered last; null when it has not since this process started.</summary>
    public DateTimeOffset? FindHeartbeat(NodeName name) => heartbeats.TryGetValue(name, out var at) ? at : null;

    public void Answered(StateBatch batch, NodeName name, HostHeartbeat heartbeat)
    {
        if (FindKnown(batch, name) is not { } node)
            return;
        heartbeats[name] = lastAnswer[name] = batch.Now;
        if (MachineBooks.FindTwin(batch.State, node, heartbeat) is { } twin)
            SetUnready(batch, node, "DuplicateEngine", $"Node {twin.Name} is on the same machine: two nodes would offer it twice. Remove one of them.");
        else if (node.Readiness.Status != heartbeat.Ready)
            SetReadiness(batch, node, heartbeat.Ready, heartbeat.Ready ? "HostReady" : "HostNotReady", heartbeat.Message);
        MachineBooks.Observe(batch, name, heartbeat);
        QuotaBooks.Observe(batch, name, heartbeat);
    }

    public void Silent(StateBatch batch, NodeName name, string error)
    {
        if (FindKnown(batch, name) is not { } node)
            return;
        lastAnswer.TryAdd(name, batch.Now);
        if (node.Readiness.Status != false && batch.Now - lastAnswer[name] >= options.NotReadyAfter)
            SetReadiness(batch, node, false, "HostUnreachable", error);
    }

    public InventoryFindings Inventory(StateBatch batch, NodeName node, DateTimeOffset readSince, IReadOnlyList<PodObservation> pods)
    {
        var seen = new HashSet<PodUid>();
        var unclaimed = new SortedSet<PodUid>();
        foreach (var observation in pods)
        {
            seen.Add(observation.Uid);
            if (batch.State.FindPod(observation.Uid) is { HoldsCapacity: true } pod && pod.Placement!.Node == node && IsClaim(pod, observation))
                Observe(batch, pod, observation);
            else
                unclaimed.Add(observation.Uid);
        }

        var missing = FindMissing(batch, node, readSince, seen);
        var before = suspicions.GetValueOrDefault(node, NodeSuspicions.None);
        var endingUnseen = FindEndingUnseen(batch, node, seen);
        HurryEnds(batch, endingUnseen.Where(before.EndingUnseen.Contains));
        if (missing.Count + unclaimed.Count + endingUnseen.Count == 0)
            suspicions.Remove(node);
        else
            suspicions[node] = new NodeSuspicions(missing, unclaimed, endingUnseen);
        var believesAtOnce = missing.Count > 0 && CanarySwitch.Sings(Canary.MissingOnceIsGone);
        PodUid[] missed = [.. missing.Where(uid => before.Missing.Contains(uid) || believesAtOnce)];
        var isAsked = applier.CanLookUp(node) && !believesAtOnce;
        foreach (var uid in isAsked ? [] : missed)
            PodReducer.Vanished(batch, batch.State.FindPod(uid)!);
        PodUid[] orphans = batch.State.FindSetting(ClusterSettings.RestoredAt) is not null
            ? KeepUnknown(batch, node, before.Unclaimed, unclaimed)
            : [.. unclaimed.Where(uid => before.Unclaimed.Contains(uid) || CanarySwitch.Sings(Canary.UnclaimedOnceIsOrphan))];
        if (orphans.Length > 0 && CanarySwitch.Sings(Canary.OrphansAreLeft))
            orphans = [];
        if (batch.State.FindSetting(ClusterSettings.RestoredAt) is null)
            orphans = [.. orphans.Union(StrayUsage.FindUnseen(batch.State, node, seen))];
        BookStrays(batch, node, pods, [.. unclaimed.Where(before.Unclaimed.Contains)]);
        return new InventoryFindings(orphans, isAsked ? missed : []);
    }

    public void LookUp(NodeName node, IReadOnlyList<PodUid> missing) => applier.LookUp(node, missing);

    /// <summary>Whatever is done about them, they are billed.</summary>
    private void BookStrays(StateBatch batch, NodeName node, IReadOnlyList<PodObservation> pods, SortedSet<PodUid> unclaimed)
    {
        foreach (var observation in unclaimed.Count == 0 ? [] : pods.Where(seen => unclaimed.Contains(seen.Uid)))
        {
            if (batch.Attempt(() => StrayUsage.Observe(batch, node, observation)) is { } exception)
                LogStrayNotBooked(exception, observation.Uid, node);
        }
    }

    /// <summary>The state is of a backup, and what it does not know may have been started after it: that is for a person to say.</summary>
    private static PodUid[] KeepUnknown(StateBatch batch, NodeName name, SortedSet<PodUid> before, SortedSet<PodUid> unclaimed)
    {
        if (unclaimed.Count > 0 && !unclaimed.SetEquals(before) && batch.State.FindNode(name) is { } node)
        {
            batch.Event(
                node, EventSeverity.Warning, "UnknownPodsKept",
                $"{unclaimed.Count} pods run here that the restored state does not know ({string.Join(", ", unclaimed.Take(UnknownNamedMax))}); " +
                "they go on until `burst resume`, which ends them.");
        }

        return [];
    }

    /// <summary>A sight that cannot be taken in leaves its pod as it was, and the rest of the inventory counts.</summary>
    private void Observe(StateBatch batch, Pod pod, PodObservation observation)
    {
        if (batch.Attempt(() => PodReducer.Observe(batch, pod, observation)) is { } exception)
            LogNotObserved(exception, pod.Key, pod.Uid);
    }

    /// <summary>Null for a node that has been taken off the books: it is forgotten.</summary>
    private Node? FindKnown(StateBatch batch, NodeName name)
    {
        var node = batch.State.FindNode(name);
        if (node is null && lastAnswer.Remove(name))
            heartbeats.Remove(name);
        return node;
    }

    public void EndOrphans(NodeName node, IReadOnlyList<PodUid> orphans, IReadOnlyList<PodObservation> pods)
    {
        foreach (var orphan in orphans)
            applier.DeleteOrphan(node, orphan, pods.FirstOrDefault(pod => pod.Uid == orphan));
    }

    /// <summary>
    /// Pods that the host had accepted before the reading began, and that it does not show. One that was accepted in the future was so
    /// before the clock was set back; waiting until the clock has caught up could take hours.
    /// </summary>
    private static SortedSet<PodUid> FindMissing(StateBatch batch, NodeName node, DateTimeOffset readSince, HashSet<PodUid> seen) =>
        [.. batch.State.LoadOf(node).Pods.Where(uid => !seen.Contains(uid)
            && batch.State.FindPod(uid) is { HostState: HostState.Created } pod
            && (pod.HostStateSince < readSince || pod.HostStateSince > batch.Now))];

    /// <summary>Pods whose delete was tried and is to be tried again later, which the host does not show any more.</summary>
    private static SortedSet<PodUid> FindEndingUnseen(StateBatch batch, NodeName node, HashSet<PodUid> seen) =>
        [.. batch.State.LoadOf(node).Pods.Where(uid => !seen.Contains(uid)
            && batch.State.FindPod(uid) is { HostState: HostState.DeleteIntended, HostRetryAt: { } retry } && retry > batch.Now)];

    /// <summary>
    /// A host that limits deletes may want none for minutes. What is gone by then needs none, and would keep its place from others for so long:
    /// the host is asked whether it is, which sends a delete only for what it still finds.
    /// </summary>
    private static void HurryEnds(StateBatch batch, IEnumerable<PodUid> unseen)
    {
        foreach (var uid in unseen)
            batch.Put(batch.State.FindPod(uid)! with { HostRetryAt = batch.Now });
    }

    /// <summary>
    /// A create that has not been answered may have had its effect: it claims what a list shows, unless that was made for a place that the
    /// pod has left since.
    /// </summary>
    private static bool IsClaim(Pod pod, PodObservation seen) => pod.HostState != HostState.CreateIntended
        || (!CanarySwitch.Sings(Canary.UnclaimedOnceIsOrphan) && (seen.Footprint is not { } footprint || footprint.Tier == pod.Placement!.Tier));

    private static void SetUnready(StateBatch batch, Node node, string reason, string message)
    {
        if (node.Readiness.Status != false || node.Readiness.Reason != reason)
            SetReadiness(batch, node, false, reason, message);
    }

    private static void SetReadiness(StateBatch batch, Node node, bool ready, string reason, string message)
    {
        batch.Put(node with { Readiness = new NodeReadiness(ready, reason, message, batch.Now) });
        if (!ready)
            PodsOfNode.MarkUnready(batch, node);
        batch.Event(node, ready ? EventSeverity.Normal : EventSeverity.Warning, ready ? "NodeReady" : "NodeNotReady", message);
    }

    [LoggerMessage(1203, LogLevel.Error, "What its host says of {Key} ({Pod}) could not be taken in; the pod stays as it was")]
    private partial void LogNotObserved(Exception exception, ObjectKey key, PodUid pod);

    [LoggerMessage(1204, LogLevel.Error, "The use of {Pod}, which nobody wants on node {Node}, could not be put on the books")]
    private partial void LogStrayNotBooked(Exception exception, PodUid pod, NodeName node);
}
