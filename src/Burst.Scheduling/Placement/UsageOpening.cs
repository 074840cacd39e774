using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Pricing;

namespace Burst.Scheduling.Placement;

/// <summary>
/// The usage record that opens with a placement, in the same commit: from then on the pod may exist and be billed, so it is on
/// the books before the first call is made. Its start is presumed until the host says better.
/// </summary>
internal static class UsageOpening
{
    public static UsageRecord Of(Pod pod, Node node, IPriceCatalog prices, DateTimeOffset now)
    {
        var tier = pod.Placement!.Tier;
        return new UsageRecord
        {
            Id = UsageRecord.IdOf(pod.Uid),
            Kind = tier.IsVm ? UsageKind.PodOnVm : UsageKind.ContainerGroup,
            Node = node.Name,
            Tier = tier,
            Region = node.Region,
            VmSize = node.Size,
            Pod = pod.Uid,
            Namespace = pod.Metadata.Namespace,
            PodName = pod.Metadata.Name,
            Workload = pod.Owner is { } owner ? $"{owner.Kind}/{owner.Name}" : $"Pod/{pod.Metadata.Name}",
            Requested = tier.IsVm ? pod.Spec.TotalRequests : pod.Spec.ContainerRequests,
            Billed = tier.IsVm ? default : ContainerGroupSizing.Of(pod.Spec).Total,
            Rates = tier.IsVm ? UsageRates.None : prices.QuoteGroup(node.Region, tier).Rates!,
            StartedAt = now,
            StartIsPresumed = true,
        };
    }
}
