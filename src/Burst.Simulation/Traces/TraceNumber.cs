using System.Globalization;

namespace Burst.Simulation.Traces;

/// <summary>Numbers of a trace, exact: no binary fraction ever stands for a time or a size.</summary>
public static class TraceNumber
{
    /// <summary>Some thousand years: what a clock in milliseconds and a calendar can both hold.</summary>
    private const decimal SecondsMax = 200_000_000_000m;

    /// <summary>Seconds with at most three decimals, as milliseconds.</summary>
    internal static long Millis(string field, ReadOnlySpan<char> text)
    {
        const string Accepted = "seconds from 0 with at most three decimals, such as 12 or 12.5, are accepted";
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            throw new BadRowException($"{field} '{text}' is not a number", Accepted);
        if (seconds < 0)
            throw new BadRowException($"{field} {text} is negative", Accepted);
        if (seconds > SecondsMax || decimal.Truncate(seconds * 1000) != seconds * 1000)
            throw new BadRowException($"{field} {text} is too {(seconds > SecondsMax ? "large" : "fine")}", Accepted);
        return (long)(seconds * 1000);
    }

    internal static long Whole(string field, ReadOnlySpan<char> text, long from, long to)
    {
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to
            ? value
            : throw new BadRowException($"{field} '{text}' cannot be used", $"a whole number from {from} to {to} is accepted");
    }

    /// <summary>Cores with at most three decimals, as thousandths.</summary>
    internal static long CpuMillis(ReadOnlySpan<char> text)
    {
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cores)
            && cores is > 0 and <= 1_000_000 && decimal.Truncate(cores * 1000) == cores * 1000
                ? (long)(cores * 1000)
                : throw new BadRowException($"cpu '{text}' cannot be used", "cores above 0 with at most three decimals, such as 1 or 0.25, are accepted");
    }

    /// <summary>Milliseconds as seconds, without decimals that say nothing: <c>12</c>, <c>12.5</c>.</summary>
    public static string Seconds(long millis)
    {
        var (whole, rest) = Math.DivRem(millis, 1000);
        return rest == 0
            ? whole.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{whole}.{rest:D3}").TrimEnd('0');
    }
}
