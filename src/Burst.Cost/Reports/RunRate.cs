using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Cost.Charging;

namespace Burst.Cost.Reports;

/// <summary>What everything that is going on costs per hour; the tiers sum to the whole exactly.</summary>
public sealed record RunRate(Money PerHour, ImmutableArray<TierRate> Tiers)
{
    /// <summary>Of the open records; ended ones are passed over. A pod on a VM is counted, and paid for by its node.</summary>
    public static RunRate Of(IEnumerable<UsageRecord> usage)
    {
        var byTier = usage.Where(record => record.EndedAt is null).ToLookup(record => record.Tier);
        var invoice = Invoice<Tier>.Of(byTier.SelectMany(
            tier => tier,
            (tier, record) => KeyValuePair.Create(tier.Key, Charge.PerHour(record))));
        return new RunRate(invoice.Total, [.. invoice.Lines.Select(line => new TierRate(
            line.Key,
            byTier[line.Key].Count(record => record.Kind is UsageKind.VmNode),
            byTier[line.Key].Count(record => record.Kind is not UsageKind.VmNode),
            line.Amount))]);
    }
}
