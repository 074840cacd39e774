using Burst.Core.Ledger;
using Burst.Core.Units;

namespace Burst.Cost.Charging;

/// <summary>
/// An exact cost, not yet rounded: whole units of 1/3,600,000,000 of a pico-dollar. Thousandths of a core, tenths of a GB and
/// milliseconds at hourly prices all divide into that unit, so charges add up without loss; only an <see cref="Invoice{TKey}"/> rounds.
/// </summary>
public readonly record struct Charge(Int128 Units) : IComparable<Charge>
{
    /// <summary>Milliseconds of an hour x thousandths of a core.</summary>
    public const long UnitsPerPicoDollar = MillisPerHour * 1000;

    private const long MillisPerHour = 3_600_000;

    public static readonly Charge Zero = default;

    /// <summary>A container group of this size for this long.</summary>
    /// <exception cref="OverflowException">The amount is beyond anything that could be paid.</exception>
    public static Charge OfGroup(UsageRates rates, GroupSize size, long millis) => checked(new(
        ((rates.PerVcpuHour.PicoDollars * size.CpuMillis) + (rates.PerGbHour.PicoDollars * size.MemoryDeciGb * 100)) * millis));

    /// <summary>A node for this long.</summary>
    /// <exception cref="OverflowException">The amount is beyond anything that could be paid.</exception>
    public static Charge OfNode(UsageRates rates, long millis) => checked(new(rates.PerNodeHour.PicoDollars * millis * 1000));

    /// <summary>What one hour of it costs.</summary>
    public static Charge PerHour(UsageRecord record) => UsageMeter.Price(record, MillisPerHour);

    public static Charge operator +(Charge left, Charge right) => new(checked(left.Units + right.Units));

    public static Charge operator -(Charge left, Charge right) => new(checked(left.Units - right.Units));

    public static Charge operator *(Charge charge, long times) => new(checked(charge.Units * times));

    public int CompareTo(Charge other) => Units.CompareTo(other.Units);

    /// <summary>To the nearest pico-dollar, halves up.</summary>
    public Money Round()
    {
        var (whole, rest) = Int128.DivRem(Units, UnitsPerPicoDollar);
        return new Money(rest * 2 >= UnitsPerPicoDollar ? whole + 1 : whole);
    }
}
