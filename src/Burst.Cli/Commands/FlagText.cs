using System.Globalization;

namespace Burst.Cli.Commands;

/// <summary>Amounts as they are written on the command line.</summary>
internal static class FlagText
{
    /// <summary><c>90s</c>, <c>1.5m</c>, <c>2h</c>, <c>250ms</c>; to the millisecond.</summary>
    public static TimeSpan Duration(string option, string text)
    {
        var (number, unit) = Split(text);
        var millis = number * (unit switch { "ms" => 1m, "s" => 1000m, "m" => 60_000m, "h" => 3_600_000m, "d" => 86_400_000m, _ => (decimal?)null });
        return millis is { } value && decimal.Truncate(value) == value && value <= 366L * 86_400_000
            ? TimeSpan.FromMilliseconds((long)value)
            : throw new CommandException(ExitCodes.Usage, $"{option} '{text}' is not a duration; 250ms, 90s, 5m, 1h or 1d is accepted, up to a year.");
    }

    /// <summary><c>2GiB</c>, <c>512MiB</c>; Kubernetes' Gi and Mi too.</summary>
    public static long MemoryMib(string option, string text)
    {
        var (number, unit) = Split(text);
        decimal? mib = unit switch { "MiB" or "Mi" => number, "GiB" or "Gi" => number * 1024, _ => null };
        return mib is { } value && value >= 1 && decimal.Truncate(value) == value && value <= 1L << 40
            ? (long)value
            : throw new CommandException(ExitCodes.Usage, $"{option} '{text}' is not an amount of memory; 2GiB or 512MiB is accepted.");
    }

    /// <summary><c>1</c>, <c>0.25</c>: above zero, at most three decimals.</summary>
    public static long Thousandths(string option, string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value is > 0 and <= 1_000_000 && decimal.Truncate(value * 1000) == value * 1000
            ? (long)(value * 1000)
            : throw new CommandException(ExitCodes.Usage, $"{option} '{text}' cannot be used; a number above 0 with at most three decimals, such as 1 or 0.25, is accepted.");

    private static (decimal? Number, string Unit) Split(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExcept("0123456789.");
        if (digits < 0)
            return (null, "");
        return decimal.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? (number, text[digits..])
            : (null, "");
    }
}
