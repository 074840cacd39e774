using Burst.Core.Ids;
using Burst.Core.Nodes;

namespace Burst.Server.Enrolment;

/// <summary>The watch of one node, which ends with it or with the server.</summary>
internal sealed class NodeDriver
{
    private readonly string uid;
    private readonly CancellationTokenSource stop;
    private readonly Task watch;

    private NodeDriver(Node node, CancellationTokenSource stop, Task watch) => (Name, uid, this.stop, this.watch) = (node.Name, node.Metadata.Uid, stop, watch);

    public NodeName Name { get; }

    public static NodeDriver Start(Node node, Func<CancellationToken, Task> watch, CancellationToken stopping)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        return new NodeDriver(node, stop, watch(stop.Token));
    }

    /// <summary>False for a node that left and joined again under the same name.</summary>
    public bool Drives(Node node) => node.Name == Name && node.Metadata.Uid == uid;

    public async Task StopAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(false);
        stop.Dispose();
    }
}
