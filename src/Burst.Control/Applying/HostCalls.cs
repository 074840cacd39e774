using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Microsoft.Extensions.Logging;

namespace Burst.Control.Applying;

/// <summary>
/// One call to a host each, within its time limit, whose outcome comes back to the loop whatever becomes of it. Who may be called, and when,
/// is decided before.
/// </summary>
internal sealed partial class HostCalls(
    PlanApplier applier, LogSaver logs, WorkQueue queue, ControlLoopOptions options, ControlMetrics metrics, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan OrphanGrace = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stopping = new();

    /// <summary>Cancels all calls; those made from now on end at once.</summary>
    public void Stop() => stopping.Cancel();

    /// <summary>Once no call is under way any more.</summary>
    public void Ended() => stopping.Dispose();

    /// <param name="host">Where.</param>
    /// <param name="pod">Which.</param>
    /// <param name="build">What the host is to be sent.</param>
    public Task CreateAsync(IPodHost host, PodUid pod, Func<PodLaunch> build)
    {
        try
        {
            return CreateAsync(host, build());
        }
        catch (Exception exception)
        {
            if (exception is not UnresolvedReferenceException)
                Report(exception, "create", pod, host.Node);

            // An earlier create may have been sent, so the outcome is as unknown as before; it is tried again.
            queue.EnqueueResult(new CreateResult(applier, options, pod, new CreateOutcome.Unknown(exception.Message)) { HadNoEffect = true });
            return Task.CompletedTask;
        }
    }

    /// <summary>Deletes a pod; when that is tried for the first time, once its logs are saved.</summary>
    public async Task EndAsync(IPodHost host, Pod pod)
    {
        if (pod.HostAttempts == 0 && host is IPodLogs withLogs)
            await logs.SaveAsync(withLogs, LogsToSave.Of(pod), stopping.Token).ConfigureAwait(false);
        var grace = pod.IsTerminal ? TimeSpan.Zero : pod.Spec.TerminationGracePeriod;
        await DeleteAsync(host, pod.Uid, grace).ConfigureAwait(false);
    }

    /// <summary>Deletes what no intent claims, once its logs are saved.</summary>
    public async Task EndOrphanAsync(IPodHost host, LogsToSave orphan)
    {
        if (host is IPodLogs withLogs)
            await logs.SaveAsync(withLogs, orphan, stopping.Token).ConfigureAwait(false);
        await DeleteAsync(host, orphan.Pod, OrphanGrace).ConfigureAwait(false);
    }

    /// <summary>Asks for a pod that lists have missed.</summary>
    public async Task LookUpAsync(IPodLookup host, NodeName node, PodUid pod)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await using var timer = CancelAfterTimeout(limit);
        try
        {
            var found = await host.FindAsync(pod, limit.Token).ConfigureAwait(false);
            queue.EnqueueResult(new LookupResult(applier, node, pod, found, null));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            queue.EnqueueResult(new LookupResult(applier, node, pod, null, Describe(exception)));
        }
        catch (Exception)
        {
            // Stopping: nothing was changed, and the next lists ask again.
        }
    }

    /// <summary>Stops a pod, or starts it again, as was asked for.</summary>
    public async Task StopOrStartAsync(IPodStop host, PodUid pod, PodStop asked)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await using var timer = CancelAfterTimeout(limit);
        try
        {
            var outcome = asked.Stage == PodStopStage.Stopping
                ? await host.StopAsync(pod, limit.Token).ConfigureAwait(false)
                : await host.StartAsync(pod, limit.Token).ConfigureAwait(false);
            queue.EnqueueResult(new StopResult(applier, pod, asked, outcome, null));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            queue.EnqueueResult(new StopResult(applier, pod, asked, null, Describe(exception)));
        }
        catch (Exception)
        {
            // Stopping is the same as crashing: what was asked for is durable.
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
            queue.EnqueueResult(new CreateResult(applier, options, launch.Uid, outcome));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Report(exception, "create", launch.Uid, host.Node);
            metrics.HostCalled(host.Node.Value, "create", "Failed");
            var outcome = new CreateOutcome.Unknown(Describe(exception));
            queue.EnqueueResult(new CreateResult(applier, options, launch.Uid, outcome)
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

    private async Task DeleteAsync(IPodHost host, PodUid pod, TimeSpan grace)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await using var timer = CancelAfterTimeout(limit);
        try
        {
            var outcome = await host.DeleteAsync(pod, grace, limit.Token).ConfigureAwait(false);
            metrics.HostCalled(host.Node.Value, "delete", outcome.GetType().Name);
            queue.EnqueueResult(new DeleteResult(applier, options, host.Node, pod, outcome));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Report(exception, "delete", pod, host.Node);
            metrics.HostCalled(host.Node.Value, "delete", "Failed");
            var outcome = new DeleteOutcome.Deleting(RetryInterval, Describe(exception));
            queue.EnqueueResult(new DeleteResult(applier, options, host.Node, pod, outcome) { Failure = outcome.Reason });
        }
        catch (Exception)
        {
            // As above: the delete intent is durable.
        }
    }

    /// <summary>What a host says it cannot, or does not say in time, needs no trace of the code it came through.</summary>
    private void Report(Exception exception, string call, PodUid pod, NodeName node)
    {
        if (exception is OperationCanceledException or PodHostUnavailableException)
            LogCallUnanswered(call, pod, node, Describe(exception));
        else
            LogCallFailed(exception, call, pod, node);
    }

    private string Describe(Exception exception) => exception is OperationCanceledException
        ? $"no answer within {options.HostCallTimeout.TotalSeconds:0} s"
        : exception.Message;

    private ITimer CancelAfterTimeout(CancellationTokenSource source) => time.CancelAfter(source, options.HostCallTimeout);

    [LoggerMessage(1101, LogLevel.Warning, "Call {Call} for pod {Pod} on node {Node} failed; its outcome is unknown and it is repeated")]
    private partial void LogCallFailed(Exception exception, string call, PodUid pod, NodeName node);

    [LoggerMessage(1106, LogLevel.Warning, "Call {Call} for pod {Pod} on node {Node} was not answered: {Reason}; its outcome is unknown and it is repeated")]
    private partial void LogCallUnanswered(string call, PodUid pod, NodeName node, string reason);
}
