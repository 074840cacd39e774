using System.Globalization;

namespace Burst.Hosts.Aci.Arm;

/// <summary>The Retry-After header: seconds, or an HTTP date.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Parse(string? header, DateTimeOffset now)
    {
        if (long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, 24 * 60 * 60));
        if (DateTimeOffset.TryParseExact(header, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return at > now ? at - now : TimeSpan.Zero;
        return null;
    }
}
