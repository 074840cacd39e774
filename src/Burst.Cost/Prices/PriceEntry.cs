using Burst.Core.Ledger;

namespace Burst.Cost.Prices;

/// <summary>One price, who says so, and when that was read: a day (<c>2026-10-09</c>) or a month (<c>2023-09</c>).</summary>
public sealed record PriceEntry(PriceKey Key, UsageRates Rates, string Source, string Read);
