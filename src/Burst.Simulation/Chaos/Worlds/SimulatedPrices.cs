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
    private readonly List<(DateTimeOffset Until, int Percent)> past = [];

    /// <summary>Of the real price of a container group, in percent.</summary>
    public int GroupPercent { get; private set; } = 100;

    public long Version => past.Count;

    public void Change(int groupPercent, DateTimeOffset now)
    {
        past.Add((now, GroupPercent));
        GroupPercent = groupPercent;
    }

    public PriceQuote QuoteVm(string region, string size, Tier tier, int? reservedYears) => inner.QuoteVm(region, size, tier, reservedYears);

    public PriceQuote QuoteGroup(string region, Tier tier) => QuoteGroup(region, tier, GroupPercent);

    /// <summary>The dearest that it was at any time since then.</summary>
    public PriceQuote QuoteDearest(string region, Tier tier, DateTimeOffset since) =>
        QuoteGroup(region, tier, past.Where(time => time.Until > since).Select(time => time.Percent).Append(GroupPercent).Max());

    public Resources? FindVmSize(string size) => inner.FindVmSize(size);

    private PriceQuote QuoteGroup(string region, Tier tier, int groupPercent)
    {
        var isSpot = tier == Tier.AciSpot;
        var quote = inner.QuoteGroup(region, isSpot ? Tier.Aci : tier);
        var percent = isSpot ? groupPercent / 3 : groupPercent;
        return quote.Rates is not { } rates || percent == 100
            ? quote
            : PriceQuote.Of(new UsageRates(Scale(rates.PerVcpuHour, percent), Scale(rates.PerGbHour, percent), rates.PerNodeHour));
    }

    private static Money Scale(Money price, int percent) => new(price.PicoDollars * percent / 100);
}
