using System.Globalization;

namespace Burst.Scheduling.Oracle.Reading;

/// <summary>
/// A Kubernetes quantity in billionths: a decimal number and a suffix, one of n u m k M G T P E, Ki Mi Gi Ti Pi Ei, or a decimal
/// exponent. What is finer than a billionth is rounded up, as Kubernetes does.
/// </summary>
internal static class Quantity
{
    private static readonly Int128 Billion = 1_000_000_000;

    /// <exception cref="FormatException">It is none.</exception>
    public static Int128 Parse(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept("+-.0123456789");
        var number = end < 0 ? text : text[..end];
        var suffix = end < 0 ? "" : text[end..];
        var point = number.IndexOf('.');
        var digits = point < 0 ? number : number.Remove(point, 1);
        if (!Int128.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            throw new FormatException($"'{text}' is no quantity.");
        var decimals = point < 0 ? 0 : number.Length - point - 1;
        var (multiplier, exponent) = Scale(text, suffix);
        return Shift(value * multiplier * Billion, exponent - decimals);
    }

    private static (Int128 Multiplier, int Exponent) Scale(string text, string suffix) => suffix switch
    {
        "" => (1, 0),
        "n" => (1, -9),
        "u" => (1, -6),
        "m" => (1, -3),
        "k" => (1, 3),
        "M" => (1, 6),
        "G" => (1, 9),
        "T" => (1, 12),
        "P" => (1, 15),
        "E" => (1, 18),
        "Ki" => (1L << 10, 0),
        "Mi" => (1L << 20, 0),
        "Gi" => (1L << 30, 0),
        "Ti" => (1L << 40, 0),
        "Pi" => (1L << 50, 0),
        "Ei" => (1L << 60, 0),
        ['e' or 'E', .. var power] when int.TryParse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) => (1, exponent),
        _ => throw new FormatException($"'{text}' has a suffix that no quantity has."),
    };

    private static Int128 Shift(Int128 value, int exponent)
    {
        for (; exponent > 0; exponent--)
            value = checked(value * 10);
        var remainder = false;
        for (; exponent < 0; exponent++)
        {
            remainder |= value % 10 != 0;
            value /= 10;
        }

        return remainder && value >= 0 ? value + 1 : value;
    }
}
