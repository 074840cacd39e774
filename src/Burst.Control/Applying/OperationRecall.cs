using System.Runtime.CompilerServices;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Control.Applying;

/// <summary>Tells each host, once, of the creates that an earlier process had accepted and that may be going on.</summary>
internal sealed class OperationRecall
{
    private readonly ConditionalWeakTable<IPodHost, object> told = [];
    private long version = -1;

    public void Recall(HostRegistry hosts, ClusterState state)
    {
        if (hosts.Version == version)
            return;
        version = hosts.Version;
        foreach (var host in hosts.All)
        {
            if (host is IPodOperations operations && told.TryAdd(host, host))
                Recall(host, operations, state);
        }
    }

    private static void Recall(IPodHost host, IPodOperations operations, ClusterState state)
    {
        foreach (var uid in state.LoadOf(host.Node).Pods)
        {
            if (state.FindPod(uid) is { HostState: HostState.Created, CreateOperation: { } operation })
                operations.Resume(uid, operation);
        }
    }
}
