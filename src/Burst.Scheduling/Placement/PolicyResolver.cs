using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>
/// Which burst policy applies to a pod: the one its annotation names, else the first by name whose selector matches. None means
/// that it stays on the VM nodes, unless it asks for virtual ones itself, as pods do where a Virtual Kubelet runs. A policy tolerates the
/// virtual nodes' taint on the pod's behalf.
/// </summary>
public static class PolicyResolver
{
    public static BurstPolicy? Find(ClusterState state, Pod pod)
    {
        if (pod.Metadata.Annotations.TryGetValue(BurstPolicy.Annotation, out var named))
            return state.Find<BurstPolicy>(ObjectKind.BurstPolicy, pod.Metadata.Namespace, named);
        foreach (var policy in state.Policies)
        {
            if (policy.Metadata.Namespace == pod.Metadata.Namespace && Selects(policy, pod))
                return policy;
        }

        return OwnRequest.Find(pod);
    }

    /// <summary>The name a pod's annotation gives to a policy that does not exist, else null.</summary>
    public static string? FindMissing(ClusterState state, Pod pod) =>
        pod.Metadata.Annotations.TryGetValue(BurstPolicy.Annotation, out var named)
        && state.Find<BurstPolicy>(ObjectKind.BurstPolicy, pod.Metadata.Namespace, named) is null
            ? named
            : null;

    private static bool Selects(BurstPolicy policy, Pod pod) =>
        policy.Selector.Count > 0
        && policy.Selector.All(pair => pod.Metadata.Labels.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
