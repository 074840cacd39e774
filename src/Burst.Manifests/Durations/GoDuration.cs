using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Burst.Manifests.Durations;

/// <summary>Durations as Go and Kubernetes write them: <c>5s</c>, <c>1m30s</c>, <c>500ms</c>. Never negative here.</summary>
public static partial class GoDuration
{
    public const string Rule = "write a number with a unit, as in 500ms, 5s, 1m30s or 2h";

    /// <summary>About a year; longer is taken for a mistake.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Fractions of a tick (100 ns) round up.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text == "0")
            return true;
        if (text.Length > 64 || Pattern().Match(text) is not { Success: true } match)
            return false;
        var ticks = 0m;
        for (var index = 0; index < match.Groups["number"].Captures.Count; index++)
        {
            const NumberStyles Style = NumberStyles.AllowDecimalPoint;
            if (!decimal.TryParse(match.Groups["number"].Captures[index].ValueSpan, Style, CultureInfo.InvariantCulture, out var number)
                || number > long.MaxValue)
                return false;
            ticks += number * TicksPer(match.Groups["unit"].Captures[index].Value);
        }

        if (ticks > Longest.Ticks)
            return false;
        duration = TimeSpan.FromTicks((long)Math.Ceiling(ticks));
        return true;
    }

    /// <summary>The shortest text that <see cref="TryParse"/> reads as the same duration.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";
        if (duration < TimeSpan.FromSeconds(1) && duration.Ticks % TimeSpan.TicksPerMillisecond == 0)
            return $"{duration.Ticks / TimeSpan.TicksPerMillisecond}ms";
        var text = new StringBuilder();
        if (duration.Ticks >= TimeSpan.TicksPerHour)
            text.Append(CultureInfo.InvariantCulture, $"{duration.Ticks / TimeSpan.TicksPerHour}h");
        if (duration.Minutes > 0)
            text.Append(CultureInfo.InvariantCulture, $"{duration.Minutes}m");
        var seconds = duration.Ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond;
        if (seconds > 0)
            text.Append(CultureInfo.InvariantCulture, $"{seconds:0.#######}s");
        return text.ToString();
    }

    private static decimal TicksPer(string unit) => unit switch
    {
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "us" or "µs" or "μs" => TimeSpan.TicksPerMicrosecond,
        _ => 0.01m,
    };

    [GeneratedRegex(@"\A((?<number>[0-9]+(\.[0-9]*)?|\.[0-9]+)(?<unit>h|ms|m|s|us|µs|μs|ns))+\z")]
    private static partial Regex Pattern();
}
