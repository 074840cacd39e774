using Burst.Control.Logs;
using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Planning;
using Microsoft.Extensions.Logging;

namespace Burst.Control.Applying;

/// <summary>
/// Touches everything and decides nothing: carries out what the committed state asks for, one call per pod at a time and a
/// bounded number per host, and brings each outcome back to the loop. A slow host holds up only its own pods.
/// </summary>
internal sealed partial class PlanApplier(
    HostRegistry hosts, ILogArchive archive, WorkQueue queue, ControlLoopOptions options, ControlMetrics metrics, TimeProvider time, ILogger logger)
{
    private readonly Dictionary<PodUid, (NodeName Node, Task Call)> inFlight = [];
    private readonly Dictionary<PodUid, DateTimeOffset> heldUntil = [];
    private readonly CancellationTokenSource stopping = new();

    public int CallsInFlight => inFlight.Count;

    /// <summary>Starts every call that is due. Returns at once. A lost pod has been replaced, so its create is not sent again.</summary>
    public void Dispatch(ClusterState state, DateTimeOffset now, WakeTimes wakes)
    {
        foreach (var (pod, _) in heldUntil.Where(held => held.Value <= now).ToList())
            heldUntil.Remove(pod);
        foreach (var pod in state.PodsWithHostWork)
        {
            if (heldUntil.ContainsKey(pod.Uid) || inFlight.ContainsKey(pod.Uid) || (pod.HostState == HostState.CreateIntended && (state.IsPaused || pod.IsLost)))
                continue;
            if (pod.HostRetryAt is { } retry && retry > now)
                wakes.Add(new Wake(retry, pod.Key));
            else if (hosts.Find(pod.Placement!.Node) is { } host && HasRoom(host.Node))
                Track(host.Node, pod.Uid, pod.HostState == HostState.CreateIntended ? CreateAsync(host, state, pod) : EndAsync(host, pod));
        }
    }

    /// <summary>Ends something on a host that no intent claims.</summary>
    public void DeleteOrphan(NodeName node, PodUid orphan)
    {
        if (inFlight.ContainsKey(orphan) || hosts.Find(node) is not { } host || !HasRoom(node))
            return;
        metrics.OrphanDeleted();
        Track(node, orphan, DeleteAsync(host, orphan, TimeSpan.FromSeconds(30)));
    }

    /// <summary>The loop has taken in the outcome of this pod's call.</summary>
    public void Settled(PodUid pod) => inFlight.Remove(pod);

    /// <summary>The outcome could not be taken in: the call is made again, but not at once.</summary>
    public void Hold(PodUid pod)
    {
        inFlight.Remove(pod);
        heldUntil[pod] = time.GetUtcNow() + HoldInterval;
    }

    public async Task StopAsync()
    {
        stopping.Cancel();
        foreach (var (_, call) in inFlight.Values.ToList())
            await call.ConfigureAwait(false);
        stopping.Dispose();
    }

    private bool HasRoom(NodeName node) => inFlight.Values.Count(call => call.Node == node) < options.CallsPerHostMax;

    private Task CreateAsync(IPodHost host, ClusterState state, Pod pod)
    {
        try
        {
            return CreateAsync(host, LaunchBuilder.Build(state, pod));
        }
        catch (Exception exception)
        {
            if (exception is not UnresolvedReferenceException)
                LogCallFailed(exception, "create", pod.Uid, host.Node);

            // An earlier create may have been sent, so the outcome is as unknown as before; it is tried again.
            queue.EnqueueResult(new CreateResult(this, options, pod.Uid, new CreateOutcome.Unknown(exception.Message)));
            return Task.CompletedTask;
        }
    }

    /// <summary>A call that completes at once has its outcome in the queue, not yet settled, so the entry may be made after it.</summary>
    private void Track(NodeName node, PodUid pod, Task call) => inFlight[pod] = (node, call);

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
            queue.EnqueueResult(new CreateResult(this, options, launch.Uid, new CreateOutcome.Unknown(exception.Message)));
        }
        catch (Exception)
        {
            // Stopping is the same as crashing: the intent is durable and the next start resumes from it.
        }
    }

    private async Task EndAsync(IPodHost host, Pod pod)
    {
        if (pod.HostAttempts == 0)
            await SaveLogsAsync(host, pod).ConfigureAwait(false);
        var grace = pod.IsTerminal ? TimeSpan.Zero : pod.Spec.TerminationGracePeriod;
        await DeleteAsync(host, pod.Uid, grace).ConfigureAwait(false);
    }

    private async Task DeleteAsync(IPodHost host, PodUid pod, TimeSpan grace)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await using var timer = CancelAfterTimeout(limit);
        try
        {
            var outcome = await host.DeleteAsync(pod, grace, limit.Token).ConfigureAwait(false);
            metrics.HostCalled(host.Node.Value, "delete", outcome.GetType().Name);
            queue.EnqueueResult(new DeleteResult(this, host.Node, pod, outcome));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogCallFailed(exception, "delete", pod, host.Node);
            metrics.HostCalled(host.Node.Value, "delete", "Failed");
            queue.EnqueueResult(new DeleteResult(this, host.Node, pod, new DeleteOutcome.Deleting(RetryInterval, exception.Message)));
        }
        catch (Exception)
        {
            // As above: the delete intent is durable.
        }
    }

    private ITimer CancelAfterTimeout(CancellationTokenSource source) => time.CreateTimer(
        static state => ((CancellationTokenSource)state!).Cancel(), source, options.HostCallTimeout, Timeout.InfiniteTimeSpan);

    private static readonly TimeSpan HoldInterval = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    [LoggerMessage(1101, LogLevel.Warning, "Call {Call} for pod {Pod} on node {Node} failed; its outcome is unknown and it is repeated")]
    private partial void LogCallFailed(Exception exception, string call, PodUid pod, NodeName node);

    [LoggerMessage(1102, LogLevel.Warning, "The logs of pod {Pod} could not be saved before its end: {Reason}")]
    private partial void LogLogsLost(PodUid pod, string reason);
}
