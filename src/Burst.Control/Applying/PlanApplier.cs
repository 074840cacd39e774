using Burst.Control.Logs;
using Burst.Control.Loop;
using Burst.Core.Canaries;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Planning;
using Microsoft.Extensions.Logging;

namespace Burst.Control.Applying;

/// <summary>
/// Touches everything and decides nothing: carries out what the committed state asks for, one call per pod at a time and a
/// bounded number per host, and brings each outcome back to the loop. A slow or sick host holds up only its own pods.
/// </summary>
internal sealed partial class PlanApplier
{
    /// <summary>Pods asked for by name after one list; the rest follow after the next.</summary>
    private const int LookupsMax = 16;

    private static readonly TimeSpan HoldInterval = TimeSpan.FromSeconds(30);

    private readonly HostRegistry hosts;
    private readonly WorkQueue queue;
    private readonly ControlLoopOptions options;
    private readonly ControlMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly HostGates gates;
    private readonly HostCalls calls;
    private readonly Dictionary<PodUid, SentCall> inFlight = [];
    private readonly Dictionary<PodUid, DateTimeOffset> heldUntil = [];
    private readonly UnsentCreates unsent = new();
    private readonly OperationRecall operations = new();

    public PlanApplier(
        HostRegistry hosts, ILogArchive archive, WorkQueue queue, ControlLoopOptions options, ControlMetrics metrics, TimeProvider time, ILogger logger)
    {
        this.hosts = hosts;
        this.queue = queue;
        this.options = options;
        this.metrics = metrics;
        this.time = time;
        this.logger = logger;
        gates = new HostGates(hosts, queue, options, metrics, logger);
        calls = new HostCalls(this, new LogSaver(archive, queue, time, logger), queue, options, metrics, time, logger);
    }

    public int CallsInFlight => inFlight.Count;

    /// <summary>Starts every call that is due. Returns at once. A lost pod has been replaced, so its create is not sent again.</summary>
    public void Dispatch(ClusterState state, DateTimeOffset now, WakeTimes wakes)
    {
        foreach (var (pod, _) in heldUntil.Where(held => held.Value <= now).ToList())
            heldUntil.Remove(pod);
        operations.Recall(hosts, state);
        unsent.Forget(state);
        foreach (var pod in state.PodsWithHostWorkBut(pod => inFlight.ContainsKey(pod) || heldUntil.ContainsKey(pod)))
        {
            unsent.Note(state, pod, now);
            Offer(state, pod, now, wakes);
        }

        foreach (var gate in gates.InOrder)
        {
            gate.Recall(state, now);
            foreach (var pod in gate.Take(now))
            {
                gates.Served(gate);
                Send(gate, state, pod);
            }

            foreach (var wake in HostGates.WakesOf(gate, now))
                wakes.Add(wake);
        }

        StopAndStart(state, now, wakes);
    }

    /// <summary>Ends something on a host that no intent claims.</summary>
    /// <param name="node">Where it is.</param>
    /// <param name="orphan">Which.</param>
    /// <param name="seen">How it was seen last; null when it was not.</param>
    public void DeleteOrphan(NodeName node, PodUid orphan, PodObservation? seen)
    {
        if (inFlight.ContainsKey(orphan) || gates.Find(node) is not { } gate || !gate.AdmitsDelete(time.GetUtcNow()) || !gate.TryReserveOrphan(orphan))
            return;
        metrics.OrphanDeleted();
        gate.Enter(orphan, isCreate: false, isRetry: false);
        inFlight[orphan] = new SentCall(gate, IsCreate: false, IsRetry: false, calls.EndOrphanAsync(gate.Host, LogsToSave.Of(orphan, seen)));
    }

    /// <summary>Whether this node's host can be asked for one pod, so that a list that misses it need not be believed.</summary>
    public bool CanLookUp(NodeName node) => hosts.Find(node) is IPodLookup;

    /// <summary>Asks for pods that lists have missed.</summary>
    public void LookUp(NodeName node, IReadOnlyList<PodUid> missing)
    {
        if (hosts.Find(node) is not IPodLookup host)
            return;
        foreach (var pod in missing.Where(pod => !inFlight.ContainsKey(pod)).Take(LookupsMax))
            inFlight[pod] = new SentCall(null, IsCreate: false, IsRetry: false, calls.LookUpAsync(host, node, pod));
    }

    /// <summary>The loop has taken in the outcome of this pod's call.</summary>
    /// <param name="failure">Why the host did not answer; null when it did.</param>
    public void Settled(PodUid pod, string? failure)
    {
        if (Leave(pod) is { } gate)
            gates.Settle(gate, pod, failure, time.GetUtcNow());
    }

    /// <summary>The outcome could not be taken in: the call is made again, but not at once.</summary>
    public void Hold(PodUid pod)
    {
        heldUntil[pod] = time.GetUtcNow() + HoldInterval;
        Leave(pod)?.Circuit.Forget(pod);
    }

    /// <summary>The host wants no create of any pod before this instant.</summary>
    public void HoldCreates(NodeName node, DateTimeOffset until, string reason) => gates.Find(node)?.HoldCreates(time.GetUtcNow(), until, reason);

    /// <summary>By node.</summary>
    public IReadOnlyList<HostTrouble> FindTroubled(DateTimeOffset now) => gates.FindTroubled(now);

    /// <summary>By node.</summary>
    public IReadOnlyList<HostLine> FindLines(DateTimeOffset now) => gates.FindLines(now);

    /// <summary>Cancels all calls. One that does not end for it is left behind, as in a crash.</summary>
    public async Task StopAsync()
    {
        calls.Stop();
        var ended = Task.WhenAll(inFlight.Values.Select(call => call.Task));
        if (!await ended.EndsWithinAsync(options.StopGrace, time, CancellationToken.None).ConfigureAwait(false))
            LogLeftBehind(inFlight.Values.Count(call => !call.Task.IsCompleted));
        else
            calls.Ended();
    }

    /// <summary>Only while its canary sings: what an earlier incarnation left under way is not resumed.</summary>
    public void LeaveAlone(ClusterState state)
    {
        foreach (var pod in state.PodsWithHostWork)
            heldUntil[pod.Uid] = DateTimeOffset.MaxValue;
    }

    private void Offer(ClusterState state, Pod pod, DateTimeOffset now, WakeTimes wakes)
    {
        if (HostGate.IsCreate(pod) && IsHeldBack(state, pod))
            return;
        if (pod.HostState == HostState.DeleteIntended && unsent.Contains(pod.Uid))
            Enqueue(new UnsentResult(this, pod.Uid), pod.Uid);
        else if (TakenBackResult.AppliesTo(pod) && unsent.Contains(pod.Uid) && IsKnownToBeFull(state, pod, now))
            Enqueue(new TakenBackResult(this, pod.Uid), pod.Uid);
        else if (pod.HostRetryAt is { } retry && retry > now && retry - now <= options.HostRetryMax)
            wakes.Add(new Wake(retry, pod.Key));
        else
            gates.Find(pod.Placement!.Node)?.Offer(pod);
    }

    private static bool IsHeldBack(ClusterState state, Pod pod) =>
        (state.IsPaused && !CanarySwitch.Sings(Canary.PauseIgnored)) || (pod.IsLost && !CanarySwitch.Sings(Canary.LostPodIsCreatedAgain));

    private void Send(HostGate gate, ClusterState state, Pod pod)
    {
        var (isCreate, isRetry) = (HostGate.IsCreate(pod), HostGate.IsRetry(pod));
        var call = isCreate ? calls.CreateAsync(gate.Host, pod.Uid, () => Launch(state, pod)) : calls.EndAsync(gate.Host, pod);

        // A call that completes at once has its outcome in the queue, not yet settled, so the entry may be made after it.
        inFlight[pod.Uid] = new SentCall(gate, isCreate, isRetry, call);
    }

    /// <summary>The place has refused as much since this pod was given it: another call would be refused too.</summary>
    private static bool IsKnownToBeFull(ClusterState state, Pod pod, DateTimeOffset now)
    {
        if (pod.Placement is not { Tier.IsVm: false } placement || state.FindNode(placement.Node) is not { } node)
            return false;
        var size = ContainerGroupSizing.Of(pod.Spec).Total;
        return state.ShortagesOf(node).Any(concern =>
            placement.At < concern.Shortage.At && concern.Shortage.IsInForce(now) && concern.Shortage.Covers(placement.Tier, size));
    }

    /// <summary>No call is needed for what was never asked for.</summary>
    private void Enqueue(LoopWork result, PodUid pod)
    {
        inFlight[pod] = new SentCall(null, IsCreate: false, IsRetry: false, Task.CompletedTask);
        queue.EnqueueResult(result);
    }

    private HostGate? Leave(PodUid pod)
    {
        if (!inFlight.Remove(pod, out var call))
            return null;
        call.Gate?.Leave(pod, call.IsCreate, call.IsRetry);
        return call.Gate;
    }

    /// <summary>What was never sent may go with the values of now; a second create with others would not be the same request.</summary>
    private PodLaunch Launch(ClusterState state, Pod pod)
    {
        var isFirst = unsent.Contains(pod.Uid);
        var launch = isFirst || LaunchBuilder.IsSameContent(state, pod) ? LaunchBuilder.Build(state, pod) : LaunchBuilder.BuildLook(pod);
        unsent.Sent(pod.Uid);
        return launch;
    }

    [LoggerMessage(1103, LogLevel.Warning, "{Count} call(s) to hosts did not end when cancelled and are left behind; the next start settles what they did")]
    private partial void LogLeftBehind(int count);
}
