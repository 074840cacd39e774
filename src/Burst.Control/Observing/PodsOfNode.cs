using Burst.Control.Loop;
using Burst.Core.Nodes;
using Burst.Core.Pods;

namespace Burst.Control.Observing;

/// <summary>
/// As in Kubernetes no pod is ready while its node is not: what was seen last of it may have ended since. Pods of a virtual node are left as they are
/// while its service does not answer: they do not run there.
/// </summary>
internal static class PodsOfNode
{
    /// <summary>Its node has become unready. When it is ready again its pods follow one by one, as its next list says how they are.</summary>
    public static void MarkUnready(StateBatch batch, Node node)
    {
        foreach (var uid in node.NodeKind == NodeKind.Vm ? batch.State.LoadOf(node.Name).Pods.ToList() : [])
        {
            if (batch.State.FindPod(uid) is { IsTerminal: false, IsNodeUnready: false } pod)
                batch.Put(pod with { IsNodeUnready = true });
        }
    }

    /// <summary>Whether it still is when a pod has been seen: a node that is not ready for another reason than its silence tells of its pods too.</summary>
    public static bool IsUnready(StateBatch batch, Pod pod) => pod.IsNodeUnready && batch.State.FindNode(pod.Placement!.Node) is not { IsReady: true };
}
