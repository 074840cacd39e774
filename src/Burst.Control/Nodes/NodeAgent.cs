using Burst.Core.Timing;
using Burst.Control.Loop;
using Burst.Control.Observing;
using Burst.Core.Hosts;
using Microsoft.Extensions.Logging;

namespace Burst.Control.Nodes;

/// <summary>
/// Watches one node: a real check as heartbeat, then a full list, and both into the queue. When a call fails the node is reported
/// silent and nothing is said of its pods. Never more than one exchange is under way, nor more than one report on its way to the
/// loop: a host that hangs, or a loop that cannot keep up, piles up nothing.
/// </summary>
internal sealed partial class NodeAgent(
    IPodHost host, ObservationReducer reducer, WorkQueue queue, NodeAgentOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>For an exchange to end after it was cancelled.</summary>
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(1);

    private Task asked = Task.CompletedTask;
    private HostReport? reported;
    private bool wasSilent;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await ObserveAsync(cancellationToken).ConfigureAwait(false);
                await Wait.ForAsync(options.Interval, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The rim of the agent's loop: it was asked to stop.
        }
    }

    private async Task ObserveAsync(CancellationToken cancellationToken)
    {
        if (reported is { IsTaken: false })
            return;
        if (!asked.IsCompleted)
        {
            Silent("its last exchange has not ended although it was cancelled");
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(
            static state => ((CancellationTokenSource)state!).Cancel(), limit, options.Timeout, Timeout.InfiniteTimeSpan);
        try
        {
            var exchange = AskAsync(limit.Token);
            asked = exchange;
            if (!await exchange.EndsWithinAsync(options.Timeout + CancellationGrace, time, cancellationToken).ConfigureAwait(false))
                throw new OperationCanceledException();
            await exchange.ConfigureAwait(false);
            if (wasSilent)
                LogAnswersAgain(host.Node.Value);
            wasSilent = false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Silent(exception is OperationCanceledException ? $"no answer within {options.Timeout.TotalSeconds:0} s" : exception.Message);
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var heartbeat = await host.CheckAsync(cancellationToken).ConfigureAwait(false);
        var readSince = time.GetUtcNow();
        var pods = await host.ListAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        Report(new NodeReport(reducer, host.Node, heartbeat, ""));
        Report(new InventoryReport(reducer, host.Node, readSince, pods));
    }

    private void Silent(string reason)
    {
        if (!wasSilent)
            LogSilent(host.Node.Value, reason);
        wasSilent = true;
        Report(new NodeReport(reducer, host.Node, null, reason));
    }

    private void Report(HostReport report)
    {
        if (queue.TryEnqueue(report))
            reported = report;
    }

    [LoggerMessage(1201, LogLevel.Warning, "Node {Node} does not answer: {Reason}")]
    private partial void LogSilent(string node, string reason);

    [LoggerMessage(1202, LogLevel.Information, "Node {Node} answers again")]
    private partial void LogAnswersAgain(string node);
}
