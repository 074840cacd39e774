using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Control.Nodes;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Server.Configuration;
using Burst.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Enrolment;

/// <summary>
/// Keeps the hosts in step with the nodes on record: each has one that is watched, and who has left has none. It looks at the record
/// rather than at requests, so a node whose commit went through unheard is driven all the same.
/// </summary>
internal sealed partial class NodeDrivers(
    ControlLoop loop, HostRegistry hosts, HostFactory factory, ServerSettings settings, TimeProvider time, ILogger<NodeDrivers> logger) : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<NodeName, NodeDriver> drivers = [];
    private readonly HashSet<string> undriven = [];
    private CancellationToken stopping;

    /// <summary>Until cancelled, and then until every watch has ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellationToken.IsCancellationRequested)
                await TryFollowAsync().ConfigureAwait(false);
        }

        await turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        await Task.WhenAll(drivers.Values.Select(driver => driver.StopAsync())).ConfigureAwait(false);
    }

    /// <summary>After <see cref="RunAsync"/>, and when the loop makes no calls any more.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var driver in drivers.Values)
            await driver.DisposeAsync().ConfigureAwait(false);
        drivers.Clear();
    }

    /// <summary>Drives what is on record now, until <paramref name="cancellationToken"/> is cancelled.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        stopping = cancellationToken;
        return FollowAsync();
    }

    public async Task FollowAsync()
    {
        await turn.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            var nodes = await loop.ReadAsync(state => state.Nodes.ToList()).ConfigureAwait(false);
            foreach (var left in drivers.Values.Where(driver => !nodes.Any(driver.Drives)).ToList())
                await StopAsync(left).ConfigureAwait(false);
            foreach (var node in nodes.Where(node => !drivers.ContainsKey(node.Name)))
                TryStart(node);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A loop that is busy or stopping is asked again the next time.</summary>
    private async Task TryFollowAsync()
    {
        try
        {
            await FollowAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LoopBusyException or OperationCanceledException)
        {
        }
    }

    private async Task StopAsync(NodeDriver driver)
    {
        hosts.Remove(driver.Name);
        drivers.Remove(driver.Name);
        await driver.StopAsync().ConfigureAwait(false);
        await driver.DisposeAsync().ConfigureAwait(false);
        LogLeft(driver.Name);
    }

    /// <summary>One node that cannot be driven, said once, holds up no other: nothing is placed on it, as it never becomes Ready.</summary>
    private void TryStart(Node node)
    {
        try
        {
            var host = factory.Create(node);
            var interval = node.NodeKind == NodeKind.Vm ? settings.NodeInterval : settings.AciInterval;
            hosts.Add(host);
            drivers[node.Name] = NodeDriver.Start(node, host, token => loop.WatchHostAsync(host, new NodeAgentOptions(interval, AnswerTimeout), token), stopping);
            undriven.Remove(node.Metadata.Uid);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or FormatException)
        {
            if (undriven.Add(node.Metadata.Uid))
                LogUndriven(exception, node.Name);
        }
    }

    [LoggerMessage(2121, LogLevel.Information, "Node {Node} has left and is no longer driven")]
    private partial void LogLeft(NodeName node);

    [LoggerMessage(2122, LogLevel.Error, "Node {Node} cannot be driven with what is on record of it")]
    private partial void LogUndriven(Exception exception, NodeName node);
}
