using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Cost.Prices;

namespace Burst.Cost.Tests;

/// <summary>Usage records with defaults: East US, times in milliseconds after <see cref="Origin"/>.</summary>
internal static class A
{
    public static readonly DateTimeOffset Origin = new(2026, 10, 9, 12, 0, 0, TimeSpan.Zero);

    public static readonly UsageRates AciRates = PriceBook.BuiltIn.QuoteGroup("eastus", Tier.Aci).Rates!;

    public static DateTimeOffset Time(long millis) => Origin.AddMilliseconds(millis);

    public static DateTimeOffset? End(long? millis) => millis is { } end ? Time(end) : null;

    public static UsageRecord Node(
        string name = "vm-1", long start = 0, long? end = null, Tier? tier = null, string perHour = "0.096", Resources? capacity = null) => new()
        {
            Id = $"node/{name}/{start}",
            Kind = UsageKind.VmNode,
            Node = NodeName.Parse(name),
            Tier = tier ?? Tier.Vm,
            Region = "eastus",
            VmSize = "D2s_v5",
            Requested = capacity ?? new Resources(2000, 8192),
            Rates = UsageRates.None with { PerNodeHour = Money.Parse(perHour) },
            StartedAt = Time(start),
            EndedAt = End(end),
        };

    public static UsageRecord PodOnVm(
        int id, string node = "vm-1", long start = 0, long? end = null, Tier? tier = null, Resources? requests = null, string workload = "Deployment/web") => new()
        {
            Id = $"pod/{Uid(id)}",
            Kind = UsageKind.PodOnVm,
            Node = NodeName.Parse(node),
            Tier = tier ?? Tier.Vm,
            Region = "eastus",
            VmSize = "D2s_v5",
            Pod = Uid(id),
            Namespace = "default",
            PodName = $"pod-{id}",
            Workload = workload,
            Requested = requests ?? new Resources(1000, 1024),
            Rates = UsageRates.None,
            StartedAt = Time(start),
            EndedAt = End(end),
        };

    public static UsageRecord Group(
        int id, long start = 0, long? end = null, Resources? requests = null, GroupSize? billed = null, string workload = "Job/burst") => new()
        {
            Id = $"pod/{Uid(id)}",
            Kind = UsageKind.ContainerGroup,
            Node = NodeName.Parse("aci-eastus"),
            Tier = Tier.Aci,
            Region = "eastus",
            Pod = Uid(id),
            Namespace = "default",
            PodName = $"pod-{id}",
            Workload = workload,
            Requested = requests ?? new Resources(1000, 1024),
            Billed = billed ?? GroupSize.Minimum,
            Rates = AciRates,
            StartedAt = Time(start),
            EndedAt = End(end),
        };

    public static PodUid Uid(int id) => PodUid.From(new Guid(id, 0, 0, new byte[8]));
}
