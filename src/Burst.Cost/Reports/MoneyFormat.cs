using System.Globalization;
using Burst.Core.Units;

namespace Burst.Cost.Reports;

/// <summary>Money for people; machines get <see cref="Money.ToString"/>, which is exact.</summary>
public static class MoneyFormat
{
    private const long PicoPerMicro = 1_000_000;
    private const long PicoPerCent = 10_000_000_000;

    /// <summary>
    /// Six decimals below one dollar, two from one dollar on, halves away from zero: <c>$0.000125</c>, <c>$12.50</c>,
    /// <c>-$1,234.56</c>. What six decimals would round up to a dollar is shown as <c>$1.00</c>.
    /// </summary>
    public static string FormatUsd(this Money money)
    {
        var pico = Int128.Abs(money.PicoDollars);
        var micros = Round(pico, PicoPerMicro);
        var text = micros < 1_000_000
            ? $"$0.{((long)micros).ToString("D6", CultureInfo.InvariantCulture)}"
            : DollarsAndCents(Round(pico, PicoPerCent));
        return money.PicoDollars < 0 && micros > 0 ? "-" + text : text;
    }

    private static string DollarsAndCents(Int128 cents)
    {
        var dollars = (cents / 100).ToString("N0", CultureInfo.InvariantCulture);
        return $"${dollars}.{((int)(cents % 100)).ToString("D2", CultureInfo.InvariantCulture)}";
    }

    private static Int128 Round(Int128 pico, long step) => (pico + (step / 2)) / step;
}
