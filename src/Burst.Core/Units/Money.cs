using System.Globalization;
using System.Text.Json.Serialization;
using Burst.Core.Serialization;

namespace Burst.Core.Units;

/// <summary>US dollars in whole pico-dollars (10^-12 USD), exact: no floating point ever touches an amount.</summary>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money(Int128 PicoDollars) : IComparable<Money>
{
    public const long PicoPerDollar = 1_000_000_000_000;

    public static readonly Money Zero = default;

    /// <summary>Exact for up to 12 decimals, which every published price satisfies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is finer than a pico-dollar.</exception>
    public static Money FromDollars(decimal dollars)
    {
        var pico = dollars * PicoPerDollar;
        return decimal.Truncate(pico) == pico
            ? new Money((Int128)pico)
            : throw new ArgumentOutOfRangeException(nameof(dollars), dollars, "An amount of money has at most 12 decimals.");
    }

    public static Money operator +(Money left, Money right) => new(checked(left.PicoDollars + right.PicoDollars));

    public static Money operator -(Money left, Money right) => new(checked(left.PicoDollars - right.PicoDollars));

    public static bool operator <(Money left, Money right) => left.PicoDollars < right.PicoDollars;

    public static bool operator >(Money left, Money right) => left.PicoDollars > right.PicoDollars;

    public static bool operator <=(Money left, Money right) => left.PicoDollars <= right.PicoDollars;

    public static bool operator >=(Money left, Money right) => left.PicoDollars >= right.PicoDollars;

    public int CompareTo(Money other) => PicoDollars.CompareTo(other.PicoDollars);

    /// <summary>Plain decimal dollars with all significant digits, at least two decimals: <c>0.0405</c>, <c>12.00</c>.</summary>
    public override string ToString()
    {
        var sign = PicoDollars < 0 ? "-" : "";
        var magnitude = Int128.Abs(PicoDollars);
        var fraction = ((long)(magnitude % PicoPerDollar)).ToString("D12", CultureInfo.InvariantCulture).TrimEnd('0').PadRight(2, '0');
        return $"{sign}{magnitude / PicoPerDollar}.{fraction}";
    }

    /// <summary>Parses what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">Not a decimal number with at most 12 decimals.</exception>
    public static Money Parse(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var dollars)
            ? FromDollars(dollars)
            : throw new FormatException($"'{text}' is not an amount in US dollars; write it like 1.25.");
    }
}
