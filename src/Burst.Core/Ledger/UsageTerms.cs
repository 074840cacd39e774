using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Core.Ledger;

/// <summary>
/// All that the cost of a pod's use depends on beside its time, and all that a report groups by: uses on the same terms can be summed
/// and cost the same to the last unit.
/// </summary>
public sealed record UsageTerms
{
    /// <summary><see cref="UsageKind.PodOnVm"/> or <see cref="UsageKind.ContainerGroup"/>: an uptime of a node is never summed.</summary>
    public required UsageKind Kind { get; init; }

    public required NodeName Node { get; init; }

    public required Tier Tier { get; init; }

    public required string Region { get; init; }

    public required string Namespace { get; init; }

    public required string Workload { get; init; }

    public required Resources Requested { get; init; }

    /// <summary>What ACI bills; zero elsewhere.</summary>
    public required GroupSize Billed { get; init; }

    public required UsageRates Rates { get; init; }

    /// <summary>The <see cref="UsageRecord.Id"/> of the node's uptime whose cost the pod shares; empty where there is none.</summary>
    public required string Uptime { get; init; }

    public static UsageTerms Of(UsageRecord pod, string uptime) => new()
    {
        Kind = pod.Kind,
        Node = pod.Node,
        Tier = pod.Tier,
        Region = pod.Region,
        Namespace = pod.Namespace,
        Workload = pod.Workload,
        Requested = pod.Requested,
        Billed = pod.Billed,
        Rates = pod.Rates,
        Uptime = uptime,
    };
}
