using Burst.Control.Loop;
using Burst.Control.Observing;
using Burst.Core.Hosts;
using Microsoft.Extensions.Logging;

namespace Burst.Control.Nodes;

/// <summary>
/// Watches one node: a real check as heartbeat, then a full list, and both into the queue. When a call fails the node is reported
/// silent and nothing is said of its pods.
/// </summary>
internal sealed partial class NodeAgent(
    IPodHost host, ObservationReducer reducer, WorkQueue queue, NodeAgentOptions options, TimeProvider time, ILogger logger)
{
    private bool wasSilent;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await ObserveAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(options.Interval, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The rim of the agent's loop: it was asked to stop.
        }
    }

    private async Task ObserveAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(
            static state => ((CancellationTokenSource)state!).Cancel(), limit, options.Timeout, Timeout.InfiniteTimeSpan);
        try
        {
            var heartbeat = await host.CheckAsync(limit.Token).ConfigureAwait(false);
            var readSince = time.GetUtcNow();
            var pods = await host.ListAsync(limit.Token).ConfigureAwait(false);
            queue.TryEnqueue(new NodeReport(reducer, host.Node, heartbeat, ""));
            queue.TryEnqueue(new InventoryReport(reducer, host.Node, readSince, pods));
            if (wasSilent)
                LogAnswersAgain(host.Node.Value);
            wasSilent = false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = exception is OperationCanceledException ? $"no answer within {options.Timeout.TotalSeconds:0} s" : exception.Message;
            if (!wasSilent)
                LogSilent(host.Node.Value, reason);
            wasSilent = true;
            queue.TryEnqueue(new NodeReport(reducer, host.Node, null, reason));
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "Node {Node} does not answer: {Reason}")]
    private partial void LogSilent(string node, string reason);

    [LoggerMessage(1202, LogLevel.Information, "Node {Node} answers again")]
    private partial void LogAnswersAgain(string node);
}
