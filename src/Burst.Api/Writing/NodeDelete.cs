using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Control.Nodes;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Api.Writing;

/// <summary>
/// A node goes when no pod is on it. By force it goes with its pods, which only a machine that does not answer can: the groups of a
/// virtual node would go on running, and being billed, with nobody to end them.
/// </summary>
internal static class NodeDelete
{
    private const int PodsNamedMax = 5;

    public static WriteDecision Decide(ClusterState state, Node node, bool isForced, DateTimeOffset now)
    {
        if (isForced && node is { NodeKind: NodeKind.Vm, IsReady: false })
            return Removal(node, NodeRegistration.RemoveLost(state, node, now));
        var pods = state.LoadOf(node.Name).Pods;
        return pods.Count == 0
            ? Removal(node, NodeRegistration.Remove(state, node, now))
            : throw Refusal.Conflict(
                NodeResource.Definition, node.Metadata.Name, $"{pods.Count} pod(s) are on it ({Name(state, pods)}); {Advise(node, isForced)}");
    }

    private static WriteDecision Removal(Node node, StateCommit commit) =>
        new(200, node, [.. commit.Changes]) { Events = [.. commit.Events], IsRemoval = true };

    private static string Name(ClusterState state, IReadOnlyCollection<PodUid> pods)
    {
        var named = string.Join(", ", pods.Take(PodsNamedMax).Select(uid => state.FindPod(uid)!.Metadata).Select(pod => $"{pod.Namespace}/{pod.Name}"));
        return pods.Count > PodsNamedMax ? $"{named} and {pods.Count - PodsNamedMax} more" : named;
    }

    private static string Advise(Node node, bool isForced)
    {
        var orderly = $"cordon it (kubectl cordon {node.Name}), delete its pods, and delete it when they are gone";
        return (node.NodeKind, isForced) switch
        {
            (NodeKind.Virtual, true) => $"a virtual node is not removed by force, because its container groups would go on running and being billed; {orderly}",
            (NodeKind.Virtual, false) => orderly,
            (_, true) => $"it is Ready, and --force is only for a machine that will not come back; {orderly}",
            _ => $"{orderly}; --force (?force=true) is for a machine that is not Ready and will not come back",
        };
    }
}
