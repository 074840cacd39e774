using System.Globalization;

namespace Burst.Hosts.Local.Programs;

/// <summary>A duration as people type it: 5 (seconds), 500ms, 1.5s, 2m, 1h.</summary>
internal static class DurationText
{
    /// <summary>What a timer of .NET can wait for, rounded down.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(24);

    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    /// <exception cref="FormatException">The text is no duration; the message says what is.</exception>
    public static TimeSpan Parse(string text)
    {
        var (suffix, unit) = Units.First(candidate => text.EndsWith(candidate.Suffix, StringComparison.Ordinal));
        var number = text[..^suffix.Length];
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count * unit <= Max.TotalSeconds
            ? TimeSpan.FromSeconds(count * unit)
            : throw new FormatException($"'{text}' is not a duration; 5 (seconds), 500ms, 1.5s, 2m or 1h are, up to {Max.TotalDays} days.");
    }
}
