using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;

namespace Burst.Server.Enrolment;

/// <summary>The watch of one node and the host it is driven by, which end with it or with the server.</summary>
internal sealed class NodeDriver : IAsyncDisposable
{
    private readonly string uid;
    private readonly CancellationTokenSource stop;
    private readonly IPodHost host;
    private readonly Task watch;

    private NodeDriver(Node node, IPodHost host, CancellationTokenSource stop, Task watch) =>
        (Name, uid, this.host, this.stop, this.watch) = (node.Name, node.Metadata.Uid, host, stop, watch);

    public NodeName Name { get; }

    public static NodeDriver Start(Node node, IPodHost host, Func<CancellationToken, Task> watch, CancellationToken stopping)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        return new NodeDriver(node, host, stop, watch(stop.Token));
    }

    /// <summary>False for a node that left and joined again under the same name.</summary>
    public bool Drives(Node node) => node.Name == Name && node.Metadata.Uid == uid;

    public async Task StopAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(false);
        stop.Dispose();
    }

    /// <summary>Lets go of the host's connections, once nobody calls it any more.</summary>
    public ValueTask DisposeAsync() => host is IAsyncDisposable connected ? connected.DisposeAsync() : ValueTask.CompletedTask;
}
