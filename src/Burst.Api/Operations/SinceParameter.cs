using System.Globalization;
using System.Text.RegularExpressions;
using Burst.Api.Errors;

namespace Burst.Api.Operations;

/// <summary>How far back: a length of time before now, or an instant.</summary>
internal static partial class SinceParameter
{
    private const string Accepted = "accepted are a length of time such as 30m, 1h or 7d, and an RFC 3339 time such as 2025-03-01T12:00:00Z";
    private const int DaysMax = 3660;

    public static DateTimeOffset Parse(string? text, DateTimeOffset now, TimeSpan fallback)
    {
        if (text is null)
            return now - fallback;
        if (LengthPattern().Match(text) is { Success: true } length)
        {
            var seconds = long.Parse(length.Groups["count"].Value, CultureInfo.InvariantCulture) * SecondsOf(length.Groups["unit"].Value);
            return seconds is > 0 and <= DaysMax * 86_400L
                ? now.AddSeconds(-seconds)
                : throw Refusal.BadRequest($"since: \"{text}\" is out of range; more than nothing and at most {DaysMax}d is accepted");
        }

        if (!TryParseInstant(text, out var instant))
            throw Refusal.BadRequest($"since: cannot read \"{text}\"; {Accepted}");
        return instant <= now ? instant : throw Refusal.BadRequest($"since: {text} is in the future; {Accepted}");
    }

    /// <summary>RFC 3339: with a date, a time and an offset.</summary>
    public static bool TryParseInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        return InstantPattern().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    private static long SecondsOf(string unit) => unit switch { "s" => 1, "m" => 60, "h" => 3600, _ => 86_400 };

    [GeneratedRegex(@"\A(?<count>[0-9]{1,9})(?<unit>[smhd])\z")]
    private static partial Regex LengthPattern();

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[-+]\d\d:\d\d)\z")]
    private static partial Regex InstantPattern();
}
