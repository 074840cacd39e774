using Burst.Core.Units;

namespace Burst.Core.Ledger;

/// <summary>The prices in force when the interval began: later price changes never rewrite the past. Unused ones are zero.</summary>
public sealed record UsageRates(Money PerVcpuHour, Money PerGbHour, Money PerNodeHour)
{
    public static readonly UsageRates None = new(Money.Zero, Money.Zero, Money.Zero);
}
