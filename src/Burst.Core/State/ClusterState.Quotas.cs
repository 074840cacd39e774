using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;

namespace Burst.Core.State;

public sealed partial class ClusterState
{
    private readonly Dictionary<string, QuotaDemand> quotaUse = new(StringComparer.Ordinal);

    /// <summary>By namespace, then name.</summary>
    public IReadOnlyCollection<ResourceQuota> ResourceQuotas => quotas.Values;

    /// <summary>What the pods of a namespace that have not ended count for.</summary>
    public QuotaDemand QuotaUseOf(string ns) => quotaUse.GetValueOrDefault(ns);

    /// <summary>The first quota of the namespace that pods would pass, in Kubernetes' words; null where there is none.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="requested">By the pods.</param>
    /// <param name="planned">By others that are not on record yet.</param>
    public string? FindQuotaExcess(string ns, QuotaDemand requested, QuotaDemand planned = default)
    {
        foreach (var quota in quotas.Values)
        {
            if (quota.Metadata.Namespace == ns && quota.FindExcess(QuotaUseOf(ns) + planned, requested) is { } excess)
                return excess;
        }

        return null;
    }

    /// <summary>Most changes of a pod leave what it counts for.</summary>
    private void CountForQuotas(Pod? before, Pod? after)
    {
        if (before is not null && after is not null && ReferenceEquals(before.Spec, after.Spec) && before.IsTerminal == after.IsTerminal)
            return;
        if (before is { IsTerminal: false })
            CountForQuota(before, -1);
        if (after is { IsTerminal: false })
            CountForQuota(after, 1);
    }

    private void CountForQuota(Pod pod, int sign)
    {
        var (ns, one) = (pod.Metadata.Namespace, QuotaDemand.Of(pod.Spec));
        var use = sign > 0 ? QuotaUseOf(ns) + one : QuotaUseOf(ns) - one;
        if (use == default)
            quotaUse.Remove(ns);
        else
            quotaUse[ns] = use;
    }

    /// <summary>Owners that could make no pod under a quota try again when it changes, and when a pod that counts for it has ended.</summary>
    private void NoteQuota(ClusterObject? before, ClusterObject? after)
    {
        CountForQuotas(before as Pod, after as Pod);
        var ns = (after ?? before)!.Metadata.Namespace;
        var hasEnded = before is Pod { IsTerminal: false } && after is not Pod { IsTerminal: false };
        if ((after ?? before) is not ResourceQuota && !(hasEnded && quotas.Keys.Any(key => key.Namespace == ns)))
            return;
        changed.UnionWith(deployments.Keys.Where(key => key.Namespace == ns));
        changed.UnionWith(jobs.Keys.Where(key => key.Namespace == ns));
    }
}
