using System.Collections.Concurrent;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

/// <summary>Which host drives which node. Kept by the composition root; a node without a host is NotReady.</summary>
public sealed class HostRegistry
{
    private readonly ConcurrentDictionary<NodeName, IPodHost> hosts = new();
    private long version;

    public IEnumerable<IPodHost> All => hosts.Values.OrderBy(host => host.Node);

    /// <summary>Another number whenever a host has come: then what had none to run it is to be looked at again.</summary>
    public long Version => Interlocked.Read(ref version);

    public void Add(IPodHost host)
    {
        hosts[host.Node] = host;
        Interlocked.Increment(ref version);
    }

    /// <summary>Its node is off the books; calls under way end by themselves.</summary>
    public void Remove(NodeName node) => hosts.TryRemove(node, out _);

    public IPodHost? Find(NodeName node) => hosts.GetValueOrDefault(node);

    /// <summary>The planner's question of what a node's host cannot run.</summary>
    public string? FindUnsupported(NodeName node, PodSpec spec) =>
        Find(node) is { } host ? host.FindUnsupported(spec) : "no host drives this node";
}
