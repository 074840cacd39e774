using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Core.Units;

namespace Burst.Testing.Pricing;

/// <summary>
/// Round prices that are easy to add up: a group costs $0.04 per core-hour and $0.004 per GB-hour, spot a quarter of that, a VM
/// $0.10 per hour. Regions named in <see cref="UnpricedRegions"/> have none.
/// </summary>
public sealed class FixedPrices : IPriceCatalog
{
    public static readonly UsageRates Aci = new(Money.FromDollars(0.04m), Money.FromDollars(0.004m), Money.Zero);
    public static readonly UsageRates AciSpot = new(Money.FromDollars(0.01m), Money.FromDollars(0.001m), Money.Zero);
    public static readonly UsageRates Vm = new(Money.Zero, Money.Zero, Money.FromDollars(0.10m));

    /// <summary>To be raised when a price is changed while the control plane runs.</summary>
    public long Version { get; set; }

    public HashSet<string> UnpricedRegions { get; } = new(StringComparer.Ordinal);

    /// <summary>Prices of a region that differ from the ordinary ones.</summary>
    public Dictionary<string, UsageRates> AciByRegion { get; } = new(StringComparer.Ordinal);

    public PriceQuote QuoteVm(string region, string size, Tier tier, int? reservedYears) => UnpricedRegions.Contains(region)
        ? PriceQuote.Refused($"no price for {size} in {region}")
        : PriceQuote.Of(Vm);

    public PriceQuote QuoteGroup(string region, Tier tier)
    {
        if (UnpricedRegions.Contains(region))
            return PriceQuote.Refused($"no price for {tier} in {region}");
        if (tier == Tier.Aci)
            return PriceQuote.Of(AciByRegion.GetValueOrDefault(region, Aci));
        return tier == Tier.AciSpot ? PriceQuote.Of(AciSpot) : PriceQuote.Refused($"tier {tier} is not sold by the group");
    }

    public Resources? FindVmSize(string size) => size == "D2s_v5" ? new Resources(2000, 8192) : null;
}
