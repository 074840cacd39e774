using System.Globalization;
using System.Numerics;

namespace Burst.Simulation.Checker.Inputs;

/// <summary>Decimal text read exactly, as a whole number of 10^-scale: no floating point between a file and a comparison.</summary>
internal static class FixedPoint
{
    /// <summary>Plain digits with an optional sign and fraction. Digits beyond the scale must be zeros.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, int scale, out long value)
    {
        value = 0;
        text = text.Trim();
        var negative = text.StartsWith("-");
        if (negative)
            text = text[1..];
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty))
            return false;
        return TryAccumulate(whole, fraction, scale, negative, ref value);
    }

    /// <summary>Any length, for money; false when it is not a plain decimal or finer than the scale.</summary>
    public static bool TryParseBig(string text, int scale, out BigInteger value)
    {
        value = BigInteger.Zero;
        var parts = text.Split('.');
        if (parts.Length > 2 || (parts.Length == 2 && (parts[1].Length == 0 || parts[1].Length > scale)))
            return false;
        var digits = parts[0] + (parts.Length == 2 ? parts[1] : "").PadRight(scale, '0');
        return parts[0].TrimStart('-').Length > 0
            && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryAccumulate(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, int scale, bool negative, ref long value)
    {
        Int128 sum = 0;
        foreach (var digit in whole)
        {
            if (!char.IsAsciiDigit(digit) || sum > long.MaxValue)
                return false;
            sum = (sum * 10) + (digit - '0');
        }

        for (var place = 0; place < Math.Max(scale, fraction.Length); place++)
        {
            var digit = place < fraction.Length ? fraction[place] : '0';
            if (!char.IsAsciiDigit(digit) || (place >= scale && digit != '0') || sum > long.MaxValue)
                return false;
            sum = place < scale ? (sum * 10) + (digit - '0') : sum;
        }

        value = sum > long.MaxValue ? 0 : (long)(negative ? -sum : sum);
        return sum <= long.MaxValue;
    }
}
