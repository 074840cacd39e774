using System.Text.Json.Serialization;
using Burst.Core.Units;

namespace Burst.Core.Ledger;

/// <summary>The prices in force when the interval began: later price changes never rewrite the past. Unused ones are zero.</summary>
public sealed record UsageRates(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Money PerVcpuHour,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Money PerGbHour,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Money PerNodeHour)
{
    public static readonly UsageRates None = new(Money.Zero, Money.Zero, Money.Zero);
}
