using Burst.Core.Events;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Reconcile;

/// <summary>How many pods the quotas of a namespace leave to an owner.</summary>
internal static class QuotaRoom
{
    /// <summary>As many as wanted, or less where a quota does not allow it, which is then said. The owner is looked at again when pods have ended.</summary>
    public static int Limit(PlanBuilder plan, ClusterObject owner, PodTemplate template, int wanted)
    {
        var ns = owner.Metadata.Namespace;
        if (plan.State.ResourceQuotas.Count == 0)
            return wanted;
        var one = QuotaDemand.Of(template.Spec);
        var planned = plan.CreatedPods.Where(pod => pod.Metadata.Namespace == ns).Aggregate(default(QuotaDemand), (sum, pod) => sum + QuotaDemand.Of(pod.Spec));
        for (var made = 0; made < wanted; made++, planned += one)
        {
            if (plan.State.FindQuotaExcess(ns, one, planned) is not { } excess)
                continue;
            plan.Event(owner, EventSeverity.Warning, "FailedCreate", $"Error creating: pods of {owner.Metadata.Name} are forbidden: {excess}");
            return made;
        }

        return wanted;
    }
}
