using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Worlds;

/// <summary>The real prices, which may rise and fall while the world runs.</summary>
internal sealed class SimulatedPrices(IPriceCatalog inner) : IPriceCatalog
{
    private const int SpotPercent = 30;

    /// <summary>Of the real price of a container group, in percent.</summary>
    public int GroupPercent { get; set; } = 100;

    public PriceQuote QuoteVm(string region, string size, Tier tier, int? reservedYears) => inner.QuoteVm(region, size, tier, reservedYears);

    /// <summary>Spot has a price in no region that offers it; the world's does, or no Spot group would ever be there to be evicted.</summary>
    public PriceQuote QuoteGroup(string region, Tier tier)
    {
        var quote = tier == Tier.AciSpot ? Spot(inner.QuoteGroup(region, Tier.Aci)) : inner.QuoteGroup(region, tier);
        return quote.Rates is not { } rates || GroupPercent == 100
            ? quote
            : PriceQuote.Of(Scale(rates, GroupPercent));
    }

    public Resources? FindVmSize(string size) => inner.FindVmSize(size);

    private static PriceQuote Spot(PriceQuote regular) => regular.Rates is { } rates ? PriceQuote.Of(Scale(rates, SpotPercent)) : regular;

    private static UsageRates Scale(UsageRates rates, int percent) =>
        new(Scale(rates.PerVcpuHour, percent), Scale(rates.PerGbHour, percent), rates.PerNodeHour);

    private static Money Scale(Money price, int percent) => new(price.PicoDollars * percent / 100);
}
