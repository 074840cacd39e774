using System.Globalization;
using System.Text.RegularExpressions;

namespace Burst.Server.Configuration;

/// <summary>Durations as people write them: 500ms, 40s, 5m, 1h30m, 7d.</summary>
public static partial class Duration
{
    public const string Accepted = "write it like 40s, 5m, 1h30m or 7d";

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var match = Pattern().Match(text);
        if (!match.Success || text.Length == 0)
            return false;
        foreach (var (group, milliseconds) in Units)
        {
            if (!match.Groups[group].Success)
                continue;
            var amount = decimal.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            duration += TimeSpan.FromMilliseconds((long)(amount * milliseconds));
        }

        return true;
    }

    private static readonly (string Group, long Milliseconds)[] Units =
        [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

    // Not \d: that matches the digits of every script, which could not be parsed.
    [GeneratedRegex(@"\A(?:(?<d>[0-9]{1,5})d)?(?:(?<h>[0-9]{1,6})h)?(?:(?<m>[0-9]{1,7})m)?(?:(?<s>[0-9]{1,8}(\.[0-9]{1,3})?)s)?(?:(?<ms>[0-9]{1,9})ms)?\z")]
    private static partial Regex Pattern();
}
