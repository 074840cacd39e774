using Burst.Core.Ledger;
using Burst.Core.Units;

namespace Burst.Core.Pricing;

/// <summary>Rates, or the reason there are none.</summary>
public sealed record PriceQuote(UsageRates? Rates, string Refusal)
{
    public static PriceQuote Of(UsageRates rates) => new(rates, "");

    public static PriceQuote Refused(string reason) => new(null, reason);

    /// <summary>What a group of this size costs per hour, to the whole pico-dollar below; zero when refused.</summary>
    public Money PerHour(GroupSize size) => Rates is null
        ? Money.Zero
        : new Money((Rates.PerVcpuHour.PicoDollars * size.CpuMillis / 1000) + (Rates.PerGbHour.PicoDollars * size.MemoryDeciGb / 10));
}
