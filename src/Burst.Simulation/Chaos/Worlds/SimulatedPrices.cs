using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Worlds;

/// <summary>The real prices, which may rise and fall while the world runs.</summary>
internal sealed class SimulatedPrices(IPriceCatalog inner) : IPriceCatalog
{
    /// <summary>Of the real price of a container group, in percent.</summary>
    public int GroupPercent { get; set; } = 100;

    public PriceQuote QuoteVm(string region, string size, Tier tier, int? reservedYears) => inner.QuoteVm(region, size, tier, reservedYears);

    public PriceQuote QuoteGroup(string region, Tier tier)
    {
        var quote = inner.QuoteGroup(region, tier);
        return quote.Rates is not { } rates || GroupPercent == 100
            ? quote
            : PriceQuote.Of(new UsageRates(Scale(rates.PerVcpuHour), Scale(rates.PerGbHour), rates.PerNodeHour));
    }

    public Resources? FindVmSize(string size) => inner.FindVmSize(size);

    private Money Scale(Money price) => new(price.PicoDollars * GroupPercent / 100);
}
