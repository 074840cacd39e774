using Burst.Core.Ids;
using Burst.Core.Ledger;

namespace Burst.Cost.Allocation;

/// <summary>Who a share of a VM's cost is for, as finely as any report tells. Shares are rounded down once for each of them, not for each pod.</summary>
internal readonly record struct VmSharer(string Namespace, string Workload, NodeName Node, Tier Tier)
{
    public static VmSharer Of(UsageRecord pod) => new(pod.Namespace, pod.Workload, pod.Node, pod.Tier);

    public static VmSharer Of(UsageTerms terms) => new(terms.Namespace, terms.Workload, terms.Node, terms.Tier);
}
