using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Worlds;

/// <summary>
/// The real prices, which may rise and fall while the world runs. Spot, which has no price where it is offered, costs a third.
/// </summary>
internal sealed class SimulatedPrices(IPriceCatalog inner) : IPriceCatalog
{
    /// <summary>Of the real price of a container group, in percent.</summary>
    public int GroupPercent { get; set; } = 100;

    public PriceQuote QuoteVm(string region, string size, Tier tier, int? reservedYears) => inner.QuoteVm(region, size, tier, reservedYears);

    public PriceQuote QuoteGroup(string region, Tier tier)
    {
        var isSpot = tier == Tier.AciSpot;
        var quote = inner.QuoteGroup(region, isSpot ? Tier.Aci : tier);
        var percent = isSpot ? GroupPercent / 3 : GroupPercent;
        return quote.Rates is not { } rates || percent == 100
            ? quote
            : PriceQuote.Of(new UsageRates(Scale(rates.PerVcpuHour, percent), Scale(rates.PerGbHour, percent), rates.PerNodeHour));
    }

    public Resources? FindVmSize(string size) => inner.FindVmSize(size);

    private static Money Scale(Money price, int percent) => new(price.PicoDollars * percent / 100);
}
