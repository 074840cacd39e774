using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Control.Observing;

/// <summary>
/// Takes what hosts report into the state. A failed or partial list never gets here: unknown inventory changes nothing. What is
/// missing from one full list is believed only when the next one misses it too.
/// </summary>
internal sealed class ObservationReducer(PlanApplier applier, ControlLoopOptions options, TimeProvider time)
{
    private const int ConfirmingLists = 2;

    private readonly Dictionary<NodeName, DateTimeOffset> lastAnswer = [];
    private readonly Dictionary<PodUid, int> missing = [];
    private readonly Dictionary<(NodeName Node, PodUid Pod), int> unclaimed = [];

    /// <summary>After a start no node is called silent before it has had its time to answer.</summary>
    public void Start(ClusterState state)
    {
        foreach (var node in state.Nodes)
            lastAnswer[node.Name] = time.GetUtcNow();
    }

    public void Answered(StateBatch batch, NodeName name, HostHeartbeat heartbeat)
    {
        lastAnswer[name] = batch.Now;
        if (batch.State.FindNode(name) is { } node && node.Readiness.Status != heartbeat.Ready)
            SetReadiness(batch, node, heartbeat.Ready, heartbeat.Ready ? "HostReady" : "HostNotReady", heartbeat.Message);
    }

    public void Silent(StateBatch batch, NodeName name, string error)
    {
        lastAnswer.TryAdd(name, batch.Now);
        if (batch.State.FindNode(name) is { } node && node.Readiness.Status != false && batch.Now - lastAnswer[name] >= options.NotReadyAfter)
            SetReadiness(batch, node, false, "HostUnreachable", error);
    }

    public void Inventory(StateBatch batch, NodeName node, DateTimeOffset readSince, IReadOnlyList<PodObservation> pods)
    {
        var seen = new HashSet<PodUid>();
        foreach (var observation in pods)
        {
            seen.Add(observation.Uid);
            missing.Remove(observation.Uid);
            if (batch.State.FindPod(observation.Uid) is { HoldsCapacity: true } pod && pod.Placement!.Node == node)
                PodReducer.Observe(batch, pod, observation);
            else
                SweepUnclaimed(node, observation.Uid);
        }

        ForgetClaimed(batch, node, seen);
        foreach (var uid in batch.State.LoadOf(node).Pods.ToList())
        {
            if (!seen.Contains(uid) && batch.State.FindPod(uid) is { HostState: HostState.Created } pod && pod.HostStateSince < readSince)
                Miss(batch, pod);
        }
    }

    /// <summary>Something of ours that no live intent claims: ended when two full lists in a row have shown it.</summary>
    private void SweepUnclaimed(NodeName node, PodUid uid)
    {
        var times = unclaimed.GetValueOrDefault((node, uid)) + 1;
        unclaimed[(node, uid)] = times;
        if (times >= ConfirmingLists)
            applier.DeleteOrphan(node, uid);
    }

    /// <summary>A list speaks of its own node only: what is unclaimed elsewhere stays so.</summary>
    private void ForgetClaimed(StateBatch batch, NodeName node, HashSet<PodUid> seen)
    {
        foreach (var key in unclaimed.Keys.Where(key => key.Node == node && (!seen.Contains(key.Pod) || IsClaimed(batch, key))).ToList())
            unclaimed.Remove(key);
    }

    private static bool IsClaimed(StateBatch batch, (NodeName Node, PodUid Pod) key) =>
        batch.State.FindPod(key.Pod) is { HoldsCapacity: true } pod && pod.Placement!.Node == key.Node;

    private void Miss(StateBatch batch, Pod pod)
    {
        var times = missing.GetValueOrDefault(pod.Uid) + 1;
        missing[pod.Uid] = times;
        if (times < ConfirmingLists)
            return;
        missing.Remove(pod.Uid);
        PodReducer.Vanished(batch, pod);
    }

    private static void SetReadiness(StateBatch batch, Node node, bool ready, string reason, string message)
    {
        batch.Put(node with { Readiness = new NodeReadiness(ready, reason, message, batch.Now) });
        batch.Event(node, ready ? EventSeverity.Normal : EventSeverity.Warning, ready ? "NodeReady" : "NodeNotReady", message);
    }
}
