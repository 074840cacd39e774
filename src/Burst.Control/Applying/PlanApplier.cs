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
internal sealed partial class PlanApplier(
    HostRegistry hosts, ILogArchive archive, WorkQueue queue, ControlLoopOptions options, ControlMetrics metrics, TimeProvider time, ILogger logger)
{
    private readonly Dictionary<PodUid, SentCall> inFlight = [];
    private readonly Dictionary<PodUid, DateTimeOffset> heldUntil = [];
    private readonly SortedDictionary<NodeName, HostGate> gates = [];
    private readonly UnsentCreates unsent = new();
    private readonly OperationRecall operations = new();
    private long served;
    private readonly CancellationTokenSource stopping = new();

    public int CallsInFlight => inFlight.Count;

    /// <summary>Starts every call that is due. Returns at once. A lost pod has been replaced, so its create is not sent again.</summary>
    public void Dispatch(ClusterState state, DateTimeOffset now, WakeTimes wakes)
    {
        foreach (var (pod, _) in heldUntil.Where(held => held.Value <= now).ToList())
            heldUntil.Remove(pod);
        operations.Recall(hosts, state);
        unsent.Update(state, now, inFlight.ContainsKey, heldUntil.ContainsKey);
        foreach (var pod in state.PodsWithHostWork)
            Offer(state, pod, now, wakes);
        // Hosts may share what their service allows: the one that was served last asks last.
        foreach (var gate in gates.Values.OrderBy(gate => gate.ServedAt).ToList())
        {
            gate.Recall(state, now);
            foreach (var pod in gate.Take(now))
            {
                gate.ServedAt = ++served;
                Send(gate, state, pod);
            }

            if (gate.NextRoom is { } room)
                wakes.Add(room);
            if (gate.FindTrouble(now) is { } trouble && trouble.Until > now)
                wakes.Add(new Wake(trouble.Until, new ObjectKey(ObjectKind.Node, "", trouble.Node.Value)));
        }
    }

    /// <summary>Ends something on a host that no intent claims.</summary>
    /// <param name="node">Where it is.</param>
    /// <param name="orphan">Which.</param>
    /// <param name="seen">How it was seen last; null when it was not.</param>
    public void DeleteOrphan(NodeName node, PodUid orphan, PodObservation? seen)
    {
        if (inFlight.ContainsKey(orphan) || FindGate(node) is not { } gate || !gate.AdmitsDelete(time.GetUtcNow()) || !gate.TryReserveOrphan(orphan))
            return;
        metrics.OrphanDeleted();
        gate.Enter(orphan, isCreate: false, isRetry: false);
        inFlight[orphan] = new SentCall(gate, IsCreate: false, IsRetry: false, EndOrphanAsync(gate.Host, LogsToSave.Of(orphan, seen)));
    }

    /// <summary>The loop has taken in the outcome of this pod's call.</summary>
    /// <param name="failure">Why the host did not answer; null when it did.</param>
    public void Settled(PodUid pod, string? failure)
    {
        if (Leave(pod) is not { } gate)
            return;
        if (failure is null ? gate.Circuit.Answered() : gate.Circuit.Failed(pod, failure, time.GetUtcNow()))
            Announce(gate);
    }

    /// <summary>The outcome could not be taken in: the call is made again, but not at once.</summary>
    public void Hold(PodUid pod)
    {
        heldUntil[pod] = time.GetUtcNow() + HoldInterval;
        Leave(pod)?.Circuit.Forget(pod);
    }

    /// <summary>The host wants no create of any pod before this instant.</summary>
    public void HoldCreates(NodeName node, DateTimeOffset until, string reason) => FindGate(node)?.HoldCreates(time.GetUtcNow(), until, reason);

    /// <summary>By node.</summary>
    public IReadOnlyList<HostTrouble> FindTroubled(DateTimeOffset now) =>
        gates.Count == 0 ? [] : [.. gates.Values.Select(gate => gate.FindTrouble(now)).OfType<HostTrouble>()];

    /// <summary>Cancels all calls. One that does not end for it is left behind, as in a crash.</summary>
    public async Task StopAsync()
    {
        stopping.Cancel();
        var ended = Task.WhenAll(inFlight.Values.Select(call => call.Task));
        if (!await ended.EndsWithinAsync(options.StopGrace, time, CancellationToken.None).ConfigureAwait(false))
            LogLeftBehind(inFlight.Values.Count(call => !call.Task.IsCompleted));
        else
            stopping.Dispose();
    }

    private void Offer(ClusterState state, Pod pod, DateTimeOffset now, WakeTimes wakes)
    {
        if (heldUntil.ContainsKey(pod.Uid) || inFlight.ContainsKey(pod.Uid) || (HostGate.IsCreate(pod) && IsHeldBack(state, pod)))
            return;
        if (pod.HostState == HostState.DeleteIntended && unsent.Contains(pod.Uid))
            Enqueue(new UnsentResult(this, pod.Uid), pod.Uid);
        else if (HostGate.IsCreate(pod) && unsent.Contains(pod.Uid) && IsKnownToBeFull(state, pod, now))
            Enqueue(new TakenBackResult(this, pod.Uid), pod.Uid);
        else if (pod.HostRetryAt is { } retry && retry > now && retry - now <= options.HostRetryMax)
            wakes.Add(new Wake(retry, pod.Key));
        else
            FindGate(pod.Placement!.Node)?.Offer(pod);
    }

    private static bool IsHeldBack(ClusterState state, Pod pod) =>
        (state.IsPaused && !CanarySwitch.Sings(Canary.PauseIgnored)) || (pod.IsLost && !CanarySwitch.Sings(Canary.LostPodIsCreatedAgain));

    /// <summary>Only while its canary sings: what an earlier incarnation left under way is not resumed.</summary>
    public void LeaveAlone(ClusterState state)
    {
        foreach (var pod in state.PodsWithHostWork)
            heldUntil[pod.Uid] = DateTimeOffset.MaxValue;
    }

    private void Send(HostGate gate, ClusterState state, Pod pod)
    {
        var (isCreate, isRetry) = (HostGate.IsCreate(pod), HostGate.IsRetry(pod));
        var call = isCreate ? CreateAsync(gate.Host, state, pod) : EndAsync(gate.Host, pod);

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

    /// <summary>A node that left and joined again has another host, and what was held against the old one says nothing of it.</summary>
    private HostGate? FindGate(NodeName node)
    {
        var host = hosts.Find(node);
        if (gates.TryGetValue(node, out var gate) && gate.Host == host)
            return gate;
        if (gate is { Circuit.IsOpen: true })
            metrics.HostHeldBack(node.Value, false);
        gates.Remove(node);
        return host is null ? null : gates[node] = new HostGate(host, options);
    }

    private void Announce(HostGate gate)
    {
        var (node, isOpen) = (gate.Host.Node, gate.Circuit.IsOpen);
        if (gates.GetValueOrDefault(node) != gate)
            return;
        metrics.HostHeldBack(node.Value, isOpen);
        if (isOpen)
            LogSick(node, gate.Circuit.Reason);
        else
            LogWell(node);
        queue.EnqueueResult(new CircuitReport(node, isOpen, gate.Circuit.Reason));
    }

    private Task CreateAsync(IPodHost host, ClusterState state, Pod pod)
    {
        try
        {
            // What was never sent may go with the values of now; a second create with others would not be the same request.
            var isFirst = unsent.Contains(pod.Uid);
            var launch = isFirst || LaunchBuilder.IsSameContent(state, pod) ? LaunchBuilder.Build(state, pod) : LaunchBuilder.BuildLook(pod);
            unsent.Sent(pod.Uid);
            return CreateAsync(host, launch);
        }
        catch (Exception exception)
        {
            if (exception is not UnresolvedReferenceException)
                LogCallFailed(exception, "create", pod.Uid, host.Node);

            // An earlier create may have been sent, so the outcome is as unknown as before; it is tried again.
            queue.EnqueueResult(new CreateResult(this, options, pod.Uid, new CreateOutcome.Unknown(exception.Message)) { HadNoEffect = true });
            return Task.CompletedTask;
        }
    }

    private async Task CreateAsync(IPodHost host, PodLaunch launch)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await using var timer = CancelAfterTimeout(limit);
        try
        {
            var outcome = await host.CreateAsync(launch, limit.Token).ConfigureAwait(false);
            metrics.HostCalled(host.Node.Value, "create", outcome.GetType().Name);
            queue.EnqueueResult(new CreateResult(this, options, launch.Uid, outcome));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogCallFailed(exception, "create", launch.Uid, host.Node);
            metrics.HostCalled(host.Node.Value, "create", "Failed");
            var outcome = new CreateOutcome.Unknown(Describe(exception));
            queue.EnqueueResult(new CreateResult(this, options, launch.Uid, outcome)
            {
                Failure = outcome.Reason,
                HadNoEffect = exception is PodHostUnavailableException { HadNoEffect: true },
            });
        }
        catch (Exception)
        {
            // Stopping is the same as crashing: the intent is durable and the next start resumes from it.
        }
    }

    private async Task EndAsync(IPodHost host, Pod pod)
    {
        if (pod.HostAttempts == 0 && host is IPodLogs logs)
            await SaveLogsAsync(logs, LogsToSave.Of(pod)).ConfigureAwait(false);
        var grace = pod.IsTerminal ? TimeSpan.Zero : pod.Spec.TerminationGracePeriod;
        await DeleteAsync(host, pod.Uid, grace).ConfigureAwait(false);
    }

    private async Task EndOrphanAsync(IPodHost host, LogsToSave toSave)
    {
        if (host is IPodLogs logs)
            await SaveLogsAsync(logs, toSave).ConfigureAwait(false);
        await DeleteAsync(host, toSave.Pod, TimeSpan.FromSeconds(30)).ConfigureAwait(false);
    }

    private async Task DeleteAsync(IPodHost host, PodUid pod, TimeSpan grace)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await using var timer = CancelAfterTimeout(limit);
        try
        {
            var outcome = await host.DeleteAsync(pod, grace, limit.Token).ConfigureAwait(false);
            metrics.HostCalled(host.Node.Value, "delete", outcome.GetType().Name);
            queue.EnqueueResult(new DeleteResult(this, options, host.Node, pod, outcome));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogCallFailed(exception, "delete", pod, host.Node);
            metrics.HostCalled(host.Node.Value, "delete", "Failed");
            var outcome = new DeleteOutcome.Deleting(RetryInterval, Describe(exception));
            queue.EnqueueResult(new DeleteResult(this, options, host.Node, pod, outcome) { Failure = outcome.Reason });
        }
        catch (Exception)
        {
            // As above: the delete intent is durable.
        }
    }

    private string Describe(Exception exception) => exception is OperationCanceledException
        ? $"no answer within {options.HostCallTimeout.TotalSeconds:0} s"
        : exception.Message;

    private ITimer CancelAfterTimeout(CancellationTokenSource source) => CancelAfter(source, options.HostCallTimeout);

    private static readonly TimeSpan HoldInterval = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    [LoggerMessage(1101, LogLevel.Warning, "Call {Call} for pod {Pod} on node {Node} failed; its outcome is unknown and it is repeated")]
    private partial void LogCallFailed(Exception exception, string call, PodUid pod, NodeName node);

    [LoggerMessage(1102, LogLevel.Warning, "The log of container {Container} of pod {Pod} could not be saved whole before its end: {Reason}")]
    private partial void LogLogLost(string container, PodUid pod, string reason);

    [LoggerMessage(1103, LogLevel.Warning, "{Count} call(s) to hosts did not end when cancelled and are left behind; the next start settles what they did")]
    private partial void LogLeftBehind(int count);

    [LoggerMessage(1104, LogLevel.Warning, "Calls to node {Node} are held back, since those for several pods in a row failed: {Reason}")]
    private partial void LogSick(NodeName node, string reason);

    [LoggerMessage(1105, LogLevel.Information, "Node {Node} answers calls again; they are no longer held back")]
    private partial void LogWell(NodeName node);
}
