using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Reconcile;

/// <summary>Empties a namespace that is to go: everything in it is deleted, then the namespace itself.</summary>
internal static class NamespaceReconciler
{
    public static void Empty(PlanBuilder plan, Namespace item)
    {
        var left = 0;
        foreach (var content in Contents(plan, item.Metadata.Name))
        {
            if (content is Pod pod)
                PodLifecycle.RequestDeletion(plan, pod, "the namespace is being deleted");
            else if (content.Kind is ObjectKind.ConfigMap or ObjectKind.Secret or ObjectKind.BurstPolicy or ObjectKind.PodDisruptionBudget or ObjectKind.ResourceQuota)
                plan.Remove(content.Key);
            else if (content.Metadata.DeletionRequestedAt is null)
                plan.Put(content with { Metadata = content.Metadata with { DeletionRequestedAt = plan.Now } });
            if (plan.Find(content.Key) is not null)
                left++;
        }

        if (left == 0)
            plan.Remove(item.Key);
        else
            plan.Wake(item.Key, plan.Now + TimeSpan.FromSeconds(1));
    }

    private static IEnumerable<ClusterObject> Contents(PlanBuilder plan, string name)
    {
        var state = plan.State;
        return new IEnumerable<ClusterObject>[] { state.Deployments, state.Jobs, state.Pods, state.Policies, state.ConfigMaps, state.Secrets, state.ResourceQuotas }
            .SelectMany(items => items)
            .Where(candidate => candidate.Metadata.Namespace == name)
            .Select(candidate => plan.Find(candidate.Key))
            .OfType<ClusterObject>();
    }
}
