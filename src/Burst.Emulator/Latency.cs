using System.Globalization;

namespace Burst.Emulator;

/// <summary>A duration somewhere between two bounds.</summary>
/// <param name="Min">The shortest.</param>
/// <param name="Max">The longest.</param>
/// <param name="Shape">How they are spread; a heavy tail needs a minimum above 0.</param>
public readonly record struct Latency(TimeSpan Min, TimeSpan Max, LatencyShape Shape = LatencyShape.Uniform)
{
    /// <summary>Reads <c>2s</c>, <c>300ms..2s</c> (uniform) or <c>3s~90s</c> (heavy tail); the units are ms, s and m.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static Latency Parse(string text)
    {
        if (text.Split("..") is [var low, var high])
            return new(Duration(low, text), Duration(high, text));
        if (text.Split('~') is [var min, var max])
            return new(Duration(min, text), Duration(max, text), LatencyShape.HeavyTail);
        return new(Duration(text, text), Duration(text, text));
    }

    /// <summary>The duration that a fraction, 0 to 1, of all durations fall short of, in whole milliseconds.</summary>
    public TimeSpan At(double fraction)
    {
        var (min, max) = (Min.TotalMilliseconds, Max.TotalMilliseconds);
        if (Shape == LatencyShape.Uniform || min == 0)
            return TimeSpan.FromMilliseconds(Math.Round(min + (max - min) * fraction));
        var cut = 1 - Square(min / max);
        return TimeSpan.FromMilliseconds(Math.Round(Math.Min(max, min / Math.Sqrt(1 - fraction * cut))));
    }

    internal bool IsValid => Min >= TimeSpan.Zero && Max >= Min && Max <= TimeSpan.FromHours(1) && (Shape == LatencyShape.Uniform || Min > TimeSpan.Zero);

    internal static Latency Milliseconds(int min, int max, LatencyShape shape = LatencyShape.Uniform) =>
        new(TimeSpan.FromMilliseconds(min), TimeSpan.FromMilliseconds(max), shape);

    private static double Square(double value) => value * value;

    private static TimeSpan Duration(string word, string text)
    {
        (string Suffix, int Millis)[] units = [("ms", 1), ("s", 1000), ("m", 60_000)];
        foreach (var (suffix, millis) in units)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal)
                && decimal.TryParse(word[..^suffix.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= 3_600_000)
                return TimeSpan.FromMilliseconds((double)(amount * millis));
        }

        throw new FormatException($"'{text}' is not a latency; write 2s, 300ms..2s (uniform) or 3s~90s (heavy tail), in ms, s or m.");
    }
}
